import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that a report goes to.
struct ReportFile {
    let path: String

    /// Writes a report that isn't the last, where a later one can take its place.
    ///
    /// - Returns: whether it could be written.
    func keep(_ report: Data) -> Bool {
        isReplaceable ? write(report) : true
    }

    /// Writes the report.
    ///
    /// An ordinary file has the whole of the old or of the new one at any time. A pipe or a device, such as
    /// `/dev/null`, is written to and stays what it is.
    ///
    /// - Returns: whether it could be written.
    func write(_ report: Data) -> Bool {
        let file = URL(filePath: path)
        do {
            if isReplaceable {
                try report.write(to: file.resolvingSymlinksInPath(), options: .atomic)
            } else {
                try report.write(to: file)
            }
            return true
        } catch {
            return false
        }
    }

    private var isReplaceable: Bool {
        var status = stat()
        return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }
}
