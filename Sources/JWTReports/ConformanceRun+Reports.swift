import FoundationEssentials
public import JWTConformance

extension ConformanceRun {
    /// Writes the run as a report.
    ///
    /// - Parameters:
    ///   - format: the form of the report.
    ///   - path: the file, which is replaced.
    /// - Throws: an error of Foundation if the file can't be written.
    public func write(_ format: ReportFormat, to path: String) throws {
        try Self.write(try format.text(of: document), to: path)
    }

    /// Writes the reports that continuous integration keeps, if they're wanted.
    ///
    /// In the folder are afterwards `run.json` (the run document, which `jwt-assay report` and `jwt-assay compare` read),
    /// `report.html` and `junit.xml`.
    ///
    /// - Parameter folder: the folder, which is created; absent: the one that the environment variable `JWT_ASSAY_REPORT`
    ///   names. Without either nothing is written.
    /// - Throws: an error of Foundation if a file can't be written.
    public func writeReports(to folder: String? = nil) throws {
        guard let folder = folder ?? ProcessInfo.processInfo.environment["JWT_ASSAY_REPORT"], !folder.isEmpty else {
            return
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(.json, to: "\(folder)/run.json")
        try write(.html, to: "\(folder)/report.html")
        try write(.junit, to: "\(folder)/junit.xml")
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }
}
