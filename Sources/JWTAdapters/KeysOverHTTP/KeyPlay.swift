import FoundationEssentials
package import JWTConformance

/// A scenario made concrete for one client: addresses in place of their names, keys and tokens in place of their recipes.
package struct KeyPlay: Sendable {
    package let scenario: KeyScenario
    /// The first segment of every path: no two plays share one, so no cache has anything of another.
    package let name: String
    /// How the client is told where the keys are.
    package let kind: KeySourceKind
    private let origins: [String: String]
    private let keys: [String: KeyRecord]
    /// The resources of the scenario, by the names that the server has for their paths.
    private var resources: [String: String] = [:]

    /// The issuers that a scenario may have beyond the first: below its path, at the same path of another origin, and one whose
    /// set differs from the first's in the query of its address.
    private static let tenants = ["second", "elsewhere", "query"]
    /// The names that a scenario has for keys of the corpus.
    private static let names = ["a": "keys/rsa-a", "b": "keys/rsa-b", "p": "keys/p256-a", "s": "keys/hmac-a"]
    /// The algorithm of each.
    private static let algorithms = ["a": "RS256", "b": "RS256", "p": "ES256", "s": "HS256"]
    /// The recipient that every token names.
    package static let audience = "https://api.example"

    /// Prepares a scenario.
    package init(
        _ scenario: KeyScenario,
        name: String,
        kind: KeySourceKind,
        origins: [String: String],
        keys: [KeyRecord]
    ) {
        (self.scenario, self.name, self.kind, self.origins) = (scenario, name, kind, origins)
        self.keys = Dictionary(keys.map { ($0.id, $0) }) { first, _ in first }
        let served = Set(scenario.steps.flatMap { ($0.serve ?? [:]).keys })
        for resource in served.union(["jwks", "metadata", "oauth-metadata"]).union(scenarioMetadata) {
            for path in paths(of: resource) { resources[path] = resource }
        }
    }

    /// The metadata of the issuers beyond the first.
    private var scenarioMetadata: [String] { Set(scenario.steps.compactMap(\.of)).sorted().map { "\($0)/metadata" } }

    private var base: String { (origins[scenario.origin ?? "https"] ?? "") + "/\(name)" }

    /// The issuer of a tenant: the first, or another.
    package func issuer(of tenant: String?) -> String {
        switch tenant {
        case nil: base
        case "elsewhere"?: (origins["other"] ?? "") + "/\(name)"
        case let tenant?: "\(base)/\(tenant)"
        }
    }

    /// The address that the client is given: of the set, or the issuer.
    package func address(of tenant: String?) -> String {
        kind == .discovery ? issuer(of: tenant) : setAddress(of: tenant)
    }

    private func setAddress(of tenant: String?) -> String {
        tenant == "query" ? "\(base)/jwks?tenant=query" : "\(issuer(of: tenant))/jwks"
    }

    // MARK: What the server answers

    /// What the server answers before the first step: the metadata of the issuers.
    package var initialAnswers: [String: [JSONValue]] {
        get throws(MintError) {
            let usual = JSONValue.object(["metadata": .object([:])])
            return try answers(Dictionary(uniqueKeysWithValues: (["metadata"] + scenarioMetadata).map { ($0, usual) }))
        }
    }

    /// Answers by path.
    ///
    /// - Parameter served: by resource, as a step has them.
    /// - Returns: by path, each a list whose last element stays. A resource may have several paths.
    /// - Throws: `MintError` if an answer isn't an object, or a key of a set can't be made.
    package func answers(_ served: [String: JSONValue]) throws(MintError) -> [String: [JSONValue]] {
        var answers: [String: [JSONValue]] = [:]
        for (resource, value) in served {
            let list = value.arrayValue ?? [value]
            var concrete: [JSONValue] = []
            for answer in list { concrete.append(try self.answer(answer, for: resource)) }
            for path in paths(of: resource) { answers[path] = concrete }
        }
        return answers
    }

    /// The issuer that a resource belongs to, and what is left of the resource's name.
    private static func tenant(of resource: String) -> (String?, rest: String) {
        let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 && tenants.contains(parts[0]) ? (parts[0], parts[1]) : (nil, resource)
    }

    private func paths(of resource: String) -> [String] {
        let (tenant, rest) = Self.tenant(of: resource)
        let origin = tenant == "elsewhere" ? "other " : ""
        let folder = tenant == nil || tenant == "elsewhere" ? name : "\(name)/\(tenant ?? "")"
        switch rest {
        case "metadata":
            // Under the path of the issuer (OpenID Connect), or before it (RFC 8414 section 3.1).
            return ["/\(folder)/.well-known/openid-configuration", "/.well-known/openid-configuration/\(folder)"]
                .map { origin + $0 }
        case "oauth-metadata": return ["\(origin)/.well-known/oauth-authorization-server/\(folder)"]
        case "jwks" where tenant == "query": return ["/\(name)/jwks?tenant=query"]
        default: return ["\(origin)/\(folder)/\(rest)"]
        }
    }

    /// The name of what was asked for.
    package func resource(at path: String, of origin: String) -> String {
        let bare = String(path.prefix { $0 != "?" })
        if bare.hasPrefix("/\(name)/canary") { return "canary" }
        if let resource = ["\(origin) \(bare)", path, bare].lazy.compactMap({ resources[$0] }).first {
            return resource
        }
        return bare.hasPrefix("/\(name)/") ? String(bare.dropFirst(name.utf8.count + 2)) : "other"
    }

    private func answer(_ answer: JSONValue, for resource: String) throws(MintError) -> JSONValue {
        guard case .object(var members) = answer else { throw MintError("an answer for \(resource) isn't an object") }
        let tenant = Self.tenant(of: resource).0
        if let elements = members.removeValue(forKey: "keys")?.arrayValue {
            var texts: [String] = []
            for element in elements { texts.append(try text(ofKey: element)) }
            members["body"] = .string("{\"keys\":[\(texts.joined(separator: ","))]}")
        } else if case .object(let own) = members.removeValue(forKey: "metadata") {
            let issuer = issuer(of: tenant)
            let usual: [String: JSONValue] = [
                "issuer": .string(issuer), "jwks_uri": .string(setAddress(of: tenant)),
                "authorization_endpoint": .string("\(issuer)/authorize"), "token_endpoint": .string("\(issuer)/token"),
                "response_types_supported": .array([.string("code")]),
                "subject_types_supported": .array([.string("public")]),
                "id_token_signing_alg_values_supported": .array([.string("RS256")]),
            ]
            let whole = usual.merging(own) { $1 }.filter { $0.value != .null }
            members["body"] = .string(Self.text(.object(whole)))
        }
        return named(.object(members))
    }

    /// A key of a set, as JSON text.
    private func text(ofKey element: JSONValue) throws(MintError) -> String {
        if let text = element["text"]?.stringValue { return text }
        if let jwk = element["jwk"] { return Self.text(jwk) }
        guard let name = element["key"]?.stringValue, case .object(var own) = element else {
            throw MintError("a key of a set is an object with key, jwk or text")
        }
        own["key"] = nil
        let isPrivate = own.removeValue(forKey: "private") != nil
        guard case .object(let jwk) = isPrivate ? try record(name).signing : try record(name).verification else {
            throw MintError("the key \(name) isn't an object")
        }
        let usual: [String: JSONValue] = [
            "kid": .string(name), "use": .string("sig"), "alg": .string(Self.algorithms[name] ?? ""),
        ]
        var members = jwk.merging(usual) { $1 }
        if own["key_ops"] != nil { members["use"] = nil }
        members = members.merging(own) { $1 }.filter { $0.value != .null }
        return Self.text(.object(members))
    }

    private func record(_ name: String) throws(MintError) -> KeyRecord {
        guard let id = Self.names[name], let record = keys[id] else { throw MintError("no key is called \(name)") }
        return record
    }

    // MARK: Tokens

    /// The tokens of a step.
    ///
    /// - Parameters:
    ///   - step: the step, with the recipe of its tokens.
    ///   - now: the client's time, in seconds since 1970.
    ///   - minter: who signs.
    /// - Returns: at least one; no two are alike.
    /// - Throws: `MintError` if the recipe names no key that is known, or the minter can't sign.
    package func tokens(of step: KeyScenario.Step, now: Int64, minter: some Minter) throws(MintError) -> [String] {
        var tokens: [String] = []
        for number in 1...max(1, step.count ?? 1) {
            tokens.append(try token(step, number: number, now: now, minter: minter))
        }
        return tokens
    }

    private func token(
        _ step: KeyScenario.Step,
        number: Int,
        now: Int64,
        minter: some Minter
    ) throws(MintError) -> String {
        let recipe = step.token
        guard let name = recipe["key"]?.stringValue, let algorithm = Self.algorithms[name] else {
            throw MintError("the token of \(step.id) names no key")
        }
        var header: [String: JSONValue] = [
            "alg": .string(algorithm), "typ": .string("JWT"), "kid": recipe["kid"] ?? .string(name),
        ]
        if case .object(let own) = recipe["header"] { header.merge(own) { $1 } }
        if let embedded = header["jwk"]?["{public}"]?.stringValue { header["jwk"] = try record(embedded).verification }
        var claims: [String: JSONValue] = [
            "iss": .string(issuer(of: step.of)), "aud": .string(Self.audience), "sub": .string("alice"),
            "iat": .integer(now - 30), "nbf": .integer(now - 30), "exp": .integer(now + 3600),
            // vmauth demands it; nobody else looks.
            "vm_access": .object([:]),
            // No two tokens are alike: a client may keep verdicts.
            "jti": .string("\(name)-\(step.id)-\(number)-\(UInt32.random(in: 0 ... .max))"),
        ]
        if case .object(let own) = recipe["claims"] { claims.merge(own) { $1 } }
        let numbered = named(.object(header.filter { $0.value != .null }), number: number)
        let key = try record(name)
        return try minter.token(
            over: Octets(utf8: Self.text(named(.object(claims)))),
            header: Self.text(numbered),
            key: key.signing ?? key.verification
        )
    }

    // MARK: Names

    /// A value with addresses in place of their names.
    private func named(_ value: JSONValue, number: Int = 0) -> JSONValue {
        switch value {
        case .string(let text) where text.contains("{"): return .string(named(text, number: number))
        case .array(let elements): return .array(elements.map { named($0, number: number) })
        case .object(let members): return .object(members.mapValues { named($0, number: number) })
        default: return value
        }
    }

    private func named(_ text: String, number: Int) -> String {
        let http = origins["http"] ?? ""
        let names = [
            ("{issuer}", base), ("{ISSUER}", base.uppercased()),
            ("{credentials}", base.replacing("://", with: "://user:secret@")),
            ("{other}", "\(origins["other"] ?? "")/\(name)"), ("{http}", "\(http)/\(name)"),
            ("{canary}", "\(origins["other"] ?? "")/\(name)/canary"), ("{n}", "\(number)"),
            ("{secret}", keys["keys/hmac-a"]?.verification["k"]?.stringValue ?? ""),
        ]
        switch text {
        case "{long}": return String(repeating: "k", count: 8000)
        case "{deep}": return String(repeating: "[", count: 20_000)
        default: return names.reduce(text) { $0.replacing($1.0, with: $1.1) }
        }
    }

    private static func text(_ value: JSONValue) -> String { String(decoding: value.text, as: UTF8.self) }
}
