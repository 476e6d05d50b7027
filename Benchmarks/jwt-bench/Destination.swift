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
        do {
            try format.data(document, price: price, isBold: false).write(to: URL(filePath: path), options: .atomic)
            return true
        } catch {
            return false
        }
    }

    /// Writes the whole, and beside figures meant for a program says in words what to be wary of.
    ///
    /// - Returns: whether it could be written.
    func finish(_ document: BenchmarkDocument) -> Bool {
        if path != nil || format != .human {
            for line in NoiseWarning.lines(document) { Terminal.writeError(line + "\n") }
        }
        guard path == nil else { return save(document) }
        guard let data = try? format.data(document, price: price, isBold: Terminal.isStyled) else { return false }
        Terminal.write(data)
        return true
    }
}
