import FoundationEssentials
import JWTWorkloads

/// Where the document goes.
struct Destination {
    /// A file; standard output where it's `nil`.
    let path: String?
    /// How it's written.
    let format: ReportFormat

    /// Keeps what there is so far, where it goes to a file: even a run that is killed leaves what it had measured.
    func save(_ document: BenchmarkDocument) throws {
        guard let path else { return }
        try format.data(document, isBold: false).write(to: URL(filePath: path), options: .atomic)
    }

    /// Writes the whole, and beside figures meant for a program says in words what to be wary of.
    func finish(_ document: BenchmarkDocument) throws {
        if path != nil || format != .human {
            for line in NoiseWarning.lines(document) { Terminal.writeError(line + "\n") }
        }
        guard path == nil else { return try save(document) }
        Terminal.write(try format.data(document, isBold: Terminal.isStyled))
    }
}
