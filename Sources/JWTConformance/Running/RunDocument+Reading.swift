import FoundationEssentials

extension RunDocument {
    private struct Head: Decodable {
        let schema: String?
    }

    /// Reads a document from any source; unprintable characters in strings that people read are spelled out.
    ///
    /// - Parameter json: the output of `jwt-assay run` or `jwt-assay sign` with `--format json`.
    /// - Throws: ``RunDocumentError``.
    public init(json: [UInt8]) throws(RunDocumentError) {
        let data = Data(PrintableJSON.of(json))
        do {
            switch try? JSONDecoder().decode(Head.self, from: data).schema {
            case Self.schema: self = try JSONDecoder().decode(RunDocument.self, from: data)
            case SignRunFile.schema: self = try JSONDecoder().decode(SignRunFile.self, from: data).document
            case let other: throw RunDocumentError.schema(other)
            }
        } catch let error as RunDocumentError {
            if (try? JSONDecoder().decode(Head.self, from: data)) == nil { throw json.isEmpty ? .empty : .notJSON }
            throw error
        } catch {
            throw .malformed(error.inWords)
        }
    }
}

/// Why a file isn't a run document.
public enum RunDocumentError: Error, Hashable, Sendable {
    /// It's empty.
    case empty
    /// It isn't a JSON object, or not a whole one.
    case notJSON
    /// It is a document of another kind or version, or doesn't say of which.
    case schema(String?)
    /// A member is missing or malformed.
    case malformed(String)
}

extension RunDocumentError: CustomStringConvertible {
    /// What's wrong, and what to do.
    public var description: String {
        switch self {
        case .empty: "it is empty; the run that should have written it may have failed"
        case .notJSON: "it isn't JSON, or was cut off before its end"
        case .schema(let schema?):
            "its schema is \(schema.bounded(to: 64)), expected \(RunDocument.schema); run it again with "
                + "--format json"
        case .schema(nil): "its schema is missing, expected \(RunDocument.schema)"
        case .malformed(let reason): reason
        }
    }
}
