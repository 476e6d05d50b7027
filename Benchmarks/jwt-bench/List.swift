import ArgumentParser
import JWTWorkloads

extension JWTBench {
    /// Names what can be measured.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the implementations and their algorithms, with the keys that are used."
        )

        func run() throws {
            for implementation in Implementations.all {
                print(implementation.name)
                for algorithm in implementation.algorithms {
                    let name = algorithm + String(repeating: " ", count: max(0, 8 - algorithm.count))
                    let keys = BenchmarkKey.keys(for: algorithm).map(\.title).joined(separator: ", ")
                    print("  \(name)  \(keys.isEmpty ? "no key, so no figure" : keys)")
                }
            }
            print("variants")
            for variant in Variant.all { print("  \(variant.name)") }
        }
    }
}
