import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import Testing

/// A key or a key set that an RFC prints, and the thumbprints of its keys.
struct RFCKey: Codable, Sendable, CustomTestStringConvertible {
    let id: String
    let key: JSONValue
    let thumbprints: [String]

    var testDescription: String { id }

    var text: [UInt8] {
        get throws { try Array(JSONEncoder().encode(key)) }
    }

    static func all() throws -> [RFCKey] {
        let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "/\(path)/Data/rfc-keys.json"))
        return try JSONDecoder().decode([RFCKey].self, from: data)
    }
}

struct RFCKeyTests {
    @Test(arguments: try RFCKey.all())
    func `the RFCs' keys are read, and have the thumbprints that they should`(_ example: RFCKey) throws {
        let keys: [JWK]
        if example.thumbprints.count > 1 {
            let set = try JWKSet(parsing: example.text)
            #expect(set.ignored.isEmpty)
            keys = set.keys
        } else {
            keys = [try JWK(parsing: example.text)]
        }
        #expect(keys.map(\.thumbprint) == example.thumbprints)
    }

    @Test(arguments: try RFCKey.all())
    func `they come back from JWK and from PEM`(_ example: RFCKey) throws {
        guard example.thumbprints.count == 1 else { return }
        let key = try JWK(parsing: example.text)
        let again = try JWK(parsing: key.privateJSON)
        #expect(again.thumbprint == key.thumbprint && again.isPrivate == key.isPrivate)
        #expect(again.metadata == key.metadata)
        #expect(again.privateJSON == key.privateJSON)
        guard let pem = key.publicPEM, let text = key.publicJSON else {
            #expect(key.type == .oct)
            return
        }
        #expect(try JWK(pem: pem, metadata: key.metadata).publicJSON == text)
        #expect(try !JWK(parsing: text).isPrivate)
        guard let pem = key.privatePEM else {
            #expect(!key.isPrivate)
            return
        }
        #expect(try JWK(pem: pem, metadata: key.metadata).privateJSON == key.privateJSON)
    }
}
