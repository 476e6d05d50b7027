import ArgumentParser
import CommandLineKit
import JWTWorkloads

extension JWTBench {
    /// Lists what can be measured.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the implementations, their algorithms and the keys used."
        )

        func run() async throws {
            var text = ""
            for implementation in Implementations.all {
                text += "\(implementation.name)\n"
                for algorithm in implementation.algorithms {
                    let name = algorithm + String(repeating: " ", count: max(0, 8 - algorithm.count))
                    let keys = BenchmarkKey.keys(for: algorithm).map(\.title).joined(separator: ", ")
                    text += "  \(name)  \(keys.isEmpty ? "no key, so no figure" : keys)\n"
                }
            }
            text += "variants\n"
            for variant in Variant.all { text += "  \(variant.name)\n" }
            try Terminal.write(text)
        }
    }
}
