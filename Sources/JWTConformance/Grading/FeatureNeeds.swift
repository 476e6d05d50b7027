import FoundationEssentials
import JOSEAlgorithms

/// The values that the lists of ``Capabilities`` may have; `algorithms` takes any `alg` name.
package enum CapabilityValues {
    package static let operations = ["verify", "sign", "bench"]
    package static let serializations = ["compact", "flattened", "general", "detached", "unencoded"]
    package static let keys = ["jwk", "jwks", "pem", "text", "octets", "none"]
    package static let contents = ["claims", "bytes"]
    package static let policy = VerificationPolicy.CodingKeys.allCases.map(\.rawValue) + ["unpinned"]
}

extension Vector {
    /// Whether the answer `unsupported` may name this feature: it's in the closed list, and the vector needs it.
    ///
    /// Any other name says nothing about the library, and would be a way to skip every vector.
    package func needs(_ feature: Feature) -> Bool {
        features.contains(feature) || finerNeeds.contains(feature.name)
    }

    /// What may be missing of something that a library has in general, and so declares.
    private var finerNeeds: Set<String> {
        var needs: Set<String> = ["operation:\(kind.rawValue)"]
        needs.formUnion(key.finerNeeds)
        switch task {
        case .verify(let question): needs.formUnion(question.finerNeeds)
        case .sign(let task): needs.formUnion(task.request.finerNeeds)
        }
        return needs
    }
}

extension KeyMaterial {
    private var keys: [JSONValue] {
        switch self {
        case .jwk(let key, _): [key]
        case .jwkSet(let set): set["keys"]?.arrayValue ?? []
        case .text, .octets, .none: []
        }
    }

    fileprivate var finerNeeds: [String] {
        var needs = keys.flatMap(\.algorithms).map { "algorithm:\($0)" }
        if keys.contains(where: { key in ["use", "key_ops", "alg"].contains { key[$0] != nil } }) {
            needs.append("key:jwk-purpose")
        }
        if !keys.allSatisfy(\.isWellFormedKey) { needs.append("key:malformed-jwk") }
        guard case .jwk(let key, let pem) = self else { return needs }
        if pem == nil { needs.append("key:jwk-without-pem") }
        if key["kty"]?.stringValue != "oct" { needs.append("key:jwk-without-secret") }
        return needs
    }
}

extension Question {
    fileprivate var finerNeeds: [String] {
        var needs = (policy.requiredClaims ?? []).map { "policy:requiredClaims:\($0)" }
        switch policy.algorithms {
        case .only(let names): if names.count > 1 { needs.append("policy:several-algorithms") }
        case .implementationDefault: if let name = token.headerAlgorithm { needs.append("algorithm:\(name)") }
        }
        if policy.now != nil { needs.append(Feature.injectedClock.name) }
        if policy.type != nil, content == .bytes { needs.append("policy:type-of-bytes") }
        if detachedPayload != nil, !features.contains(.serialization("compact")) {
            needs.append("serialization:detached-json")
        }
        // A gateway is set up with keys and policies, and asked in a header of HTTP.
        needs += ["route:policy", "route:\(content.rawValue)"] + (key == .none ? [] : ["route:key"])
        let bytes = token.bytes
        if bytes.contains(0) { needs.append("token:nul") }
        if case .octets = token { needs.append("token:octets") }
        let isOdd = bytes.count > 4096 || bytes.contains { !(0x21...0x7E).contains($0) }
        if isOdd { needs.append("token:header") }
        if isOdd || bytes.contains(where: { "\",;\\".utf8.contains($0) }) { needs.append("token:cookie") }
        return needs
    }
}

extension Question.Token {
    /// The `alg` of the protected header, or of the first one if there are several.
    var headerAlgorithm: String? {
        var segment = String(decoding: bytes.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
        if let object = Self.json(bytes), case .object = object {
            let signature = object["signatures"]?.arrayValue?.first ?? object
            segment = signature["protected"]?.stringValue ?? ""
        }
        return Octets(base64url: segment).flatMap { Self.json($0.bytes) }?["alg"]?.stringValue
    }

    private static func json(_ bytes: [UInt8]) -> JSONValue? {
        try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }
}

extension SignRequest {
    fileprivate var finerNeeds: [String] {
        var needs = ["sign:payload"]
        if let algorithm { needs.append("algorithm:\(algorithm)") }
        // Libraries take one of the algorithms that they know.
        if algorithm.flatMap(AlgorithmRow.named) == nil { needs.append("sign:alg") }
        guard case .object(let members) = header else { return needs }
        if members.keys.contains(where: { $0 != "alg" }) { needs.append("sign:header") }
        return needs + members.keys.filter { $0 != "alg" }.map { "sign:\($0)" }
    }
}

extension JSONValue {
    /// The algorithms that a JWK is for: its own `alg`, or those of its type and curve.
    var algorithms: [String] {
        if let name = self["alg"]?.stringValue { return [name] }
        let (type, curve) = (self["kty"]?.stringValue, self["crv"]?.stringValue)
        return AlgorithmRow.all.filter { row in
            row.keys.contains { $0.type == type && ($0.curveName == nil || $0.curveName == curve) }
        }.map(\.name)
    }

    /// Whether a JWK has the members of its type, each in base64url, and no text that isn't text: a look, not an import.
    fileprivate var isWellFormedKey: Bool {
        let needed: [String: [String]] = ["oct": ["k"], "RSA": ["n", "e"], "EC": ["x", "y"], "OKP": ["x"]]
        let texts = ["use", "alg", "kid", "crv", "k", "n", "e", "x", "y"]
        guard texts.allSatisfy({ self[$0] == nil || self[$0]?.stringValue != nil }) else { return false }
        guard let names = self["kty"]?.stringValue.flatMap({ needed[$0] }) else { return false }
        return names.allSatisfy { name in
            guard let text = self[name]?.stringValue, let octets = Octets(base64url: text) else { return false }
            return !octets.bytes.isEmpty && octets.base64url == text
        }
    }
}
