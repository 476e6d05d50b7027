/// An implementation with an algorithm and a key, and what of it has been proved.
package final class Contest {
    /// A variant's workload and the bare operation on tokens of the same class.
    package struct Proved: Sendable {
        /// What is timed.
        package let workload: VariantWorkload
        /// What it's compared with.
        package let floor: Floor
    }

    /// Whose speed.
    package let implementation: any BenchmarkedImplementation
    /// The algorithm's name.
    package let algorithm: String
    /// The key.
    package let key: BenchmarkKey
    private let ringCount: Int
    private var genuine: [TokenClass: Result<(workload: Workload, floor: Floor), WorkloadError>] = [:]
    private var proved: [Variant: Proved] = [:]

    /// Names a contest; nothing is done yet.
    package init(
        implementation: any BenchmarkedImplementation,
        algorithm: String,
        key: BenchmarkKey,
        ringCount: Int = Workload.ringCount
    ) {
        self.implementation = implementation
        self.algorithm = algorithm
        self.key = key
        self.ringCount = ringCount
    }

    /// Makes a variant's tokens and proves them, once.
    ///
    /// - Parameter variant: which.
    /// - Returns: what has been proved.
    /// - Throws: ``WorkloadError`` if there can be no figure, with the reason.
    package func proved(_ variant: Variant) throws(WorkloadError) -> Proved {
        if let proved = proved[variant] { return proved }
        let (workload, floor) = try genuine(variant.tokenClass)
        let made = Proved(
            workload: try VariantWorkload(variant, of: workload, implementation: implementation, key: key),
            floor: floor
        )
        proved[variant] = made
        return made
    }

    private func genuine(_ tokenClass: TokenClass) throws(WorkloadError) -> (workload: Workload, floor: Floor) {
        if let made = genuine[tokenClass] { return try made.get() }
        do throws(WorkloadError) {
            let workload = try Workload(
                implementation: implementation,
                algorithm: algorithm,
                key: key,
                tokenClass: tokenClass,
                count: ringCount
            )
            let made = (workload, try Floor(algorithm: algorithm, key: key, tokens: workload.tokens))
            genuine[tokenClass] = .success(made)
            return made
        } catch {
            genuine[tokenClass] = .failure(error)
            throw error
        }
    }
}
