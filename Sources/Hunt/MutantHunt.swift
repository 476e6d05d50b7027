import JWTConformance
package import ReferenceFaults
import Synchronization

/// The proof of the hunt: each mutant of the reference is hunted, and the share that is found says how well it looks.
package enum MutantHunt {
    /// One mutant.
    package struct Result: Sendable, Codable {
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
        /// The number that made the hunt, and how long it might have been, in seconds.
        package let seed: UInt64
        package let limit: Double
    }

    /// Hunts mutants, some at a time.
    ///
    /// - Parameters:
    ///   - campaign: where to begin.
    ///   - mutations: the mutants.
    ///   - seed: the seed number.
    ///   - seconds: how long each is hunted at most.
    ///   - jobs: how many at a time.
    ///   - earlier: results of an earlier run, which stand if they were found by the same seed number, or hunted as long.
    ///   - observe: called with each new result as it comes, how many there are by then, and how many there will be.
    /// - Returns: the results, in the order of the mutants; fewer if the task was cancelled.
    package static func results(
        _ campaign: Campaign,
        mutations: [Mutation] = Mutation.all,
        seed: UInt64,
        seconds: Double,
        jobs: Int,
        earlier: [Result] = [],
        observe: @escaping @Sendable (Result, Int, Int) -> Void
    ) async -> [Result] {
        let standing = Dictionary(
            earlier.filter { $0.seed == seed && ($0.isFound || $0.limit >= seconds) }.map { ($0.id, $0) }
        ) { $1 }
        return await withTaskGroup(of: (Int, Result).self) { group in
            var rest = mutations.enumerated().filter { standing[$1.id] == nil }.makeIterator()
            func startNext() {
                guard !Task.isCancelled, let (position, mutation) = rest.next() else { return }
                group.addTask { (position, await hunt(mutation, campaign, seed: seed, seconds: seconds)) }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var results = mutations.enumerated().compactMap { position, mutation in
                standing[mutation.id].map { (position, $0) }
            }
            for await (position, result) in group {
                // What was interrupted says nothing.
                if !result.isFound, Task.isCancelled { continue }
                results.append((position, result))
                observe(result, results.count, mutations.count)
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
            find: cluster.map { $0.find.token ?? $0.find.tokenOctets?.base64url ?? "" },
            seed: seed,
            limit: seconds
        )
    }
}
