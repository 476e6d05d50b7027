import ArgumentParser
import Console
import FoundationEssentials
import JWTWorkloads

/// Where the document goes.
struct Destination {
    /// A file; standard output where it's `nil`.
    let path: String?
    /// How it's written.
    let format: ReportFormat
    /// The price of one processor for one hour.
    let price: Double

    /// Keeps what there is so far, where it goes to a file: even a run that is killed leaves what it had measured.
    ///
    /// - Returns: whether it could be written.
    func save(_ document: BenchmarkDocument) -> Bool {
        guard let path else { return true }
        return (try? format.data(document, price: price, isBold: false)).map(ReportFile(path: path).keep) ?? false
    }

    /// Writes the whole, and beside figures meant for a program says in words what to be wary of.
    ///
    /// - Throws: the exit code where it can't be written, once that's said.
    func finish(_ document: BenchmarkDocument) throws {
        if path != nil || format != .human {
            for line in NoiseWarning.lines(document) { Console.talk(line + "\n") }
        }
        guard let path else {
            return try Terminal.write(try format.data(document, price: price, isBold: Console.canShowColour))
        }
        guard ReportFile(path: path).write(try format.data(document, price: price, isBold: false)) else {
            Terminal.complain("\(path) can't be written.")
            throw ExitCode(70)
        }
    }
}
