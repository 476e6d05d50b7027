import Statistics

/// The most that a ratio to the bare operation may be: `ES256 verify=1.04`.
package struct RatioLimit: Hashable, Sendable {
    /// How a document's figures stand to a limit.
    package enum Standing: String, Sendable {
        /// The whole interval is above it.
        case worse
        /// The interval is below it by more than the band: the limit can be tightened.
        case better = "better by far, the limit can be tightened"
        /// Neither.
        case kept
        /// There are no figures for it.
        case unknown = "no figure"
    }

    /// The algorithm's name.
    package let algorithm: String
    /// What is done.
    package let operation: Operation
    /// The limit.
    package let ratio: Double

    /// Reads a limit; `nil` is the result for anything of another form.
    package init?(_ text: String) {
        let sides = text.split(separator: "=")
        let names = (sides.first ?? "").split(separator: " ")
        guard sides.count == 2, names.count == 2, let operation = Operation(rawValue: String(names[1])),
            let ratio = Double(sides[1]), ratio > 0
        else { return nil }
        algorithm = String(names[0])
        self.operation = operation
        self.ratio = ratio
    }

    /// Holds a document to the limit, by its usual scenario with one worker and the algorithm's first key.
    ///
    /// - Parameters:
    ///   - document: the measurements.
    ///   - band: by which share below the limit it counts as better.
    /// - Returns: how it stands, and the ratio.
    package func standing(in document: BenchmarkDocument, band: Double = 0.02) -> (Standing, Figures.Ratio?) {
        let result = document.results.first { result in
            let scenario = result.scenario
            return scenario.algorithm == algorithm && scenario.operation == operation && scenario.workers == 1
                && scenario.variant == .usual
        }
        guard let measured = result?.figures?.ratioToFloor else { return (.unknown, nil) }
        if measured.interval?.lower ?? measured.median > ratio { return (.worse, measured) }
        if measured.interval?.upper ?? measured.median < ratio * (1 - band) { return (.better, measured) }
        return (.kept, measured)
    }
}
