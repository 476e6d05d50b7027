import JWTConformance
package import ReferenceFaults
import Synchronization

/// The proof of the hunt: each mutant of the reference is hunted, and the share that is found says how well it looks.
package enum MutantHunt {
    /// One mutant.
    package struct Result: Sendable {
        /// The mutant's name.
        package let id: String
        /// What is changed in it.
        package let summary: String
        /// Whether it was told from the reference.
        package let isFound: Bool
        /// How many tokens that took.
        package let tokens: Int
        /// How long it took, in seconds.
        package let seconds: Double
        /// The token that shows it.
        package let find: String?
    }

    /// Hunts mutants, some at a time.
    ///
    /// - Parameters:
    ///   - campaign: where to begin.
    ///   - mutations: the mutants.
    ///   - seed: the seed number.
    ///   - seconds: how long each is hunted at most.
    ///   - jobs: how many at a time.
    ///   - observe: called with each result as it comes.
    /// - Returns: the results, in the order of the mutants; fewer if the task was cancelled.
    package static func results(
        _ campaign: Campaign,
        mutations: [Mutation] = Mutation.all,
        seed: UInt64,
        seconds: Double,
        jobs: Int,
        observe: @escaping @Sendable (Result) -> Void
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var rest = mutations.enumerated().makeIterator()
            func startNext() {
                guard !Task.isCancelled, let (position, mutation) = rest.next() else { return }
                group.addTask {
                    let result = await hunt(mutation, campaign, seed: seed, seconds: seconds)
                    observe(result)
                    return (position, result)
                }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var results: [(Int, Result)] = []
            for await result in group {
                results.append(result)
                startNext()
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func hunt(_ mutation: Mutation, _ campaign: Campaign, seed: UInt64, seconds: Double) async -> Result
    {
        let campaign = campaign.over([MutantRespondent(mutation)])
        var limits = Campaign.Limits()
        limits.seconds = seconds
        limits.endsAtFirstFind = true
        var document = await campaign.document(corpus: "", seed: seed)
        await campaign.hunt(&document, until: limits)
        let cluster = document.clusters.first
        return Result(
            id: mutation.id,
            summary: mutation.summary,
            isFound: cluster != nil,
            tokens: document.tokens,
            seconds: document.seconds,
            find: cluster.map { $0.find.token ?? $0.find.tokenOctets?.base64url ?? "" }
        )
    }
}
