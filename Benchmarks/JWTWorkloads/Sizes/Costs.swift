import Statistics

/// What an algorithm costs to run, from figures of one worker.
package struct Costs: Hashable, Sendable {
    /// The algorithm's name.
    package let algorithm: String
    /// The key's kind and size.
    package let key: String
    /// Nanoseconds of a processor for a signature; `nil` if it wasn't measured.
    package let signNanoseconds: Double?
    /// Nanoseconds of a processor for a verification; `nil` if it wasn't measured.
    package let verifyNanoseconds: Double?

    /// Seconds of a processor for a million verifications.
    package var processorSecondsPerMillion: Double? { verifyNanoseconds.map { $0 / 1_000 } }

    /// Money for a million verifications.
    ///
    /// - Parameter price: of one processor for one hour.
    /// - Returns: in the currency of the price.
    package func moneyPerMillion(price: Double) -> Double? {
        processorSecondsPerMillion.map { $0 / 3_600 * price }
    }

    /// The costs that a document's usual scenarios with one worker show.
    ///
    /// - Parameter document: the measurements.
    /// - Returns: one for each algorithm and key of the first implementation, in the document's order.
    package static func all(_ document: BenchmarkDocument) -> [Costs] {
        let implementation = document.results.first?.scenario.implementation
        let rows = document.results.filter { result in
            let scenario = result.scenario
            return scenario.workers == 1 && scenario.variant == .usual && scenario.implementation == implementation
        }
        var names: [[String]] = []
        for row in rows {
            let name = [row.scenario.algorithm, row.scenario.key]
            if !names.contains(name) { names.append(name) }
        }
        return names.map { name in
            func nanoseconds(_ operation: Operation) -> Double? {
                rows.first { [$0.scenario.algorithm, $0.scenario.key] == name && $0.scenario.operation == operation }?
                    .figures?.nanosecondsPerOperation.median
            }
            return Costs(
                algorithm: name[0],
                key: name[1],
                signNanoseconds: nanoseconds(.sign),
                verifyNanoseconds: nanoseconds(.verify)
            )
        }
    }
}

/// How often a token has to be verified before one algorithm costs less than another in all.
package struct BreakEven: Hashable, Sendable {
    /// The one that is cheaper to verify and dearer to sign.
    package let verifier: String
    /// The one that is cheaper to sign.
    package let signer: String
    /// The number of verifications of each token from which the first is cheaper.
    package let verifications: Double

    /// Compares two.
    ///
    /// - Parameters:
    ///   - one: the costs of an algorithm.
    ///   - other: the costs of another; `nil` is the result if one of the two is cheaper in both or a cost is missing.
    package init?(_ one: Costs, _ other: Costs) {
        guard let signOne = one.signNanoseconds, let signOther = other.signNanoseconds,
            let verifyOne = one.verifyNanoseconds, let verifyOther = other.verifyNanoseconds,
            (signOne - signOther) * (verifyOther - verifyOne) > 0
        else { return nil }
        let isFirst = verifyOne < verifyOther
        verifier = (isFirst ? one : other).name
        signer = (isFirst ? other : one).name
        verifications = (signOne - signOther) / (verifyOther - verifyOne)
    }
}

extension Costs {
    /// The algorithm, with its key if there can be another: `RS256 (RSA 3072)`.
    package var name: String { key.hasPrefix("RSA") ? "\(algorithm) (\(key))" : algorithm }
}
