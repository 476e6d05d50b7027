import FoundationEssentials

/// The files for setting up and testing a gateway: the keys of the planned routes, and the configuration of the adapter
/// (`jwt-assay/gateway/1`).
package struct GatewayDraft: Sendable {
    /// The name of the configuration file.
    package static let configuration = "gateway.json"

    /// The path and content of each file, in the order of writing.
    package let files: [(path: String, content: [UInt8])]

    /// Drafts the files.
    ///
    /// The user fills in the gateway's name, version and address.
    ///
    /// - Parameters:
    ///   - plan: the routes.
    ///   - keys: the key records, by id.
    /// - Throws: an error if a number can't be written as JSON.
    package init(_ plan: RoutePlan, keys: [String: KeyRecord]) throws {
        var files: [(path: String, content: [UInt8])] = []
        var written: Set<String> = []
        // The files of a key record have the record's name.
        var taken = Set(plan.routes.compactMap(\.keyID).map { String($0.dropFirst("keys/".count)) })
        var routes: [Document.Route] = []
        for route in plan.routes {
            let slug = Self.unique(route.slug, &taken)
            routes.append(try Document.Route(route, url: "/\(slug)"))
            for file in try Self.keyFiles(of: route, record: route.keyID.flatMap { keys[$0] }, slug: slug)
            where written.insert(file.path).inserted {
                files.append(file)
            }
        }
        let document = try Self.json(Document(routes: routes))
        self.files = files + [(Self.configuration, document)]
    }

    private static func unique(_ slug: String, _ taken: inout Set<String>) -> String {
        var name = slug
        var number = 1
        while !taken.insert(name).inserted {
            number += 1
            name = "\(slug)-\(number)"
        }
        return name
    }

    /// The key in the forms that gateways read.
    private static func keyFiles(
        of route: GatewayRoute,
        record: KeyRecord?,
        slug: String
    ) throws -> [(path: String, content: [UInt8])] {
        let base = record?.id ?? "keys/\(slug)"
        switch route.key {
        case .jwk(let jwk, _):
            var files = [("\(base).jwk", try json(jwk)), ("\(base).jwks", try json(["keys": [jwk]]))]
            if let pem = record?.pem { files.append(("\(base).pem", Array(pem.utf8))) }
            if jwk["kty"]?.stringValue == "oct", let text = jwk["k"]?.stringValue, let octets = Octets(base64url: text)
            {
                files.append(("\(base).secret", octets.bytes))
            }
            return files
        case .jwkSet(let set): return [("\(base).jwks", try json(set))]
        case .text(let text): return [("\(base).text", Array(text.utf8))]
        case .octets(let octets): return [("\(base).octets", octets.bytes)]
        case .none: return []
        }
    }

    private static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }

    private struct Document: Encodable {
        struct Gateway: Encodable {
            let name = "my gateway"
            let version = "1.0"
        }

        struct Route: Encodable {
            let url: String
            let key: JSONValue
            let policy: JSONValue
            let content: Question.Content

            init(_ route: GatewayRoute, url: String) throws {
                self.url = url
                content = route.content
                key =
                    switch route.key {
                    case .jwk(let jwk, _): .object(route.keyID.map { ["ref": .string($0)] } ?? ["jwk": jwk])
                    case .jwkSet(let set): .object(["jwks": set])
                    case .text(let text): .object(["text": .string(text)])
                    case .octets(let octets): .object(["octets": .string(octets.base64url)])
                    case .none: .object([:])
                    }
                let members = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(route.policy))
                guard case .object(var policy) = members else { preconditionFailure("a policy is an object") }
                // The gateway has its own clock.
                if policy["now"] != nil { policy["now"] = .bool(true) }
                self.policy = .object(policy)
            }
        }

        let schema = "jwt-assay/gateway/1"
        let gateway = Gateway()
        let url = "http://127.0.0.1:8080"
        let routes: [Route]
    }
}
