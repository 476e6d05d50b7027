import FoundationEssentials

extension InteropDocument {
    /// Reads a document from any source; unprintable characters in strings that people read are spelled out.
    ///
    /// - Parameter json: the output of `jwt-assay interop --format json`.
    /// - Throws: ``InteropDocumentError``.
    package init(json: [UInt8]) throws(InteropDocumentError) {
        let document: InteropDocument
        do {
            document = try JSONDecoder().decode(InteropDocument.self, from: Data(PrintableJSON.of(json)))
        } catch {
            throw .malformed(error.inWords)
        }
        for row in document.rows {
            guard document.participants.indices.contains(row.signer) else { throw .stranger(row.signer) }
            guard row.verifications.isEmpty || row.verifications.count == document.participants.count else {
                throw .uneven(row.verifications.count, of: document.participants.count)
            }
        }
        self = document
    }
}

/// Why a file isn't an interop document.
package enum InteropDocumentError: Error, Hashable, Sendable {
    /// It isn't JSON, a member is missing, or one is malformed.
    case malformed(String)
    /// A row is of a signer that isn't among the participants.
    case stranger(Int)
    /// A row has another number of verifications than there are participants.
    case uneven(Int, of: Int)
}

extension InteropDocumentError: CustomStringConvertible {
    /// What's wrong.
    package var description: String {
        switch self {
        case .malformed(let reason): reason
        case .stranger(let position): "a row has signer \(position), which isn't a participant"
        case .uneven(let count, let participants): "a row has \(count) verifications; expected \(participants)"
        }
    }
}
