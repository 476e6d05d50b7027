import FoundationEssentials
import JWTConformance

extension Decodable {
    /// Reads a document from any source; unprintable characters in it are spelled out.
    ///
    /// - Parameters:
    ///   - json: what one of the programs wrote.
    ///   - schema: the value of its member `schema`.
    /// - Returns: the document.
    /// - Throws: ``WorkloadError`` if it's anything else.
    static func decoded(_ json: [UInt8], schema: String) throws(WorkloadError) -> Self {
        let data = Data(PrintableJSON.of(json))
        guard let form = try? JSONDecoder().decode(DocumentForm.self, from: data) else {
            throw WorkloadError("it isn't a JSON object, or was cut off before its end")
        }
        guard form.schema == schema else {
            throw WorkloadError(
                "its schema is \(form.schema?.bounded(to: 64) ?? "not named"), and \(schema) is what can be read"
            )
        }
        do {
            return try JSONDecoder().decode(Self.self, from: data)
        } catch {
            throw WorkloadError("it isn't as its schema has it: \(error.inWords)")
        }
    }
}

/// What a document says of its own form.
package struct DocumentForm: Decodable {
    /// The kind and version.
    package let schema: String?
}
