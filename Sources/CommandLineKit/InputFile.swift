import FoundationEssentials
import JWTConformance

/// The content of a file that the command line names.
///
/// - Throws: ``Failure`` if it can't be read.
package func fileContent(at path: String) throws(Failure) -> [UInt8] {
    do {
        return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
        throw Failure(.usage, "\(path) can't be read: \(error.inWords)")
    }
}
