import SystemPackage

/// Where a report goes: standard output, or a file that is written as the report comes.
struct OutputFile: Sendable {
    private let file: FileDescriptor?
    private let path: String

    /// Opens the file, so that a path that can't be written is known before the run.
    init(path: String?) throws {
        self.path = path ?? ""
        do {
            file = try path.map { path in
                try FileDescriptor.open(
                    FilePath(path),
                    .writeOnly,
                    options: [.create, .truncate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead]
                )
            }
        } catch {
            throw Failure(ending: .usage, message: "\(self.path) can't be written: \(error)")
        }
    }

    /// Whether the report goes to a file.
    var isFile: Bool { file != nil }

    /// Writes a part of the report.
    func write(_ text: String) throws {
        guard let file else { return try Terminal.write(text) }
        do {
            try file.writeAll(text.utf8)
        } catch {
            throw Failure(ending: .suiteDefect, message: "\(path) can't be written: \(error)")
        }
    }

    /// Ends the file.
    func close() {
        try? file?.close()
    }
}
