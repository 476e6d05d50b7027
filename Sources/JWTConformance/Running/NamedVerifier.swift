/// An implementation to ask, with the name by which the run calls it.
public struct NamedVerifier: Sendable {
    /// How the caller calls it; distinct within a run.
    public let label: String
    /// The implementation under test.
    public let verifier: any Verifier

    /// How runs in a Swift package's own tests call it.
    package static let swiftTest = "swift test"

    /// Names a verifier.
    public init(label: String, verifier: any Verifier) {
        self.label = label
        self.verifier = verifier
    }
}

extension [NamedVerifier] {
    /// Does something with every implementation, some at a time.
    ///
    /// - Parameters:
    ///   - jobs: how many at a time; at least 1.
    ///   - work: what to do with one.
    /// - Returns: the results, in the order of the implementations.
    func each<Result: Sendable>(
        jobs: Int,
        _ work: @escaping @Sendable (NamedVerifier) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var remaining = enumerated().makeIterator()
            func startNext() {
                guard let (position, verifier) = remaining.next() else { return }
                group.addTask {
                    await KeptText.$current.withValue(KeptText()) { (position, await work(verifier)) }
                }
            }
            for _ in 0..<Swift.max(1, jobs) { startNext() }
            var results: [(Int, Result)] = []
            for await result in group {
                results.append(result)
                startNext()
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
