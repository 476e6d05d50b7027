import CryptoPrimitives
import JWTConformance
import ReferenceJOSE

/// Private members of a JWK that a verifier is handed, and points of small order.
///
/// A verifier needs the public half alone; whether it looks at the rest is its own affair, and a strict one does.
@Sendable func privateMembersTopic(_ forge: Forge) throws -> Topic {
    var groups: [GroupDefinition] = []
    let room = "a verifier needs the public members alone, and no RFC has it look at the private ones"
    func add(
        _ slug: String,
        _ summary: String,
        _ algorithm: Algorithm,
        _ check: Check,
        rule: String,
        _ change: (inout [String: JSONValue]) throws -> Void
    ) throws {
        let key = try forge.key(for: algorithm)
        let name = algorithm.rawValue
        guard case .object(var object)? = key.record.signing else { return }
        try change(&object)
        var group = GroupDefinition(
            "jwk/private/\(slug)",
            key: .init(jwk: .object(object)),
            policy: VerificationPolicy([name])
        )
        group.either(
            "token",
            summary,
            try Token.compact(#"{"alg":"\#(name)"}"#, Forge.payload, by: key, algorithm),
            why: room,
            check,
            .twin("signature/algorithms/\(name.lowercased())/plain"),
            rule: rule
        )
        groups.append(group)
    }
    func d(of name: String) throws -> JSONValue { try forge.key(name).record.signing?["d"] ?? .null }
    try add("ec-d-other", "an EC key with the d of another", .es256, .jwkPrivate, rule: "RFC7518#6.2.2.1-1") {
        $0["d"] = try d(of: "p256-b")
    }
    try add("okp-d-other", "an Ed25519 key with the d of another", .edDSA, .jwkPrivate, rule: "RFC8037#2-3") {
        $0["d"] = try d(of: "ed25519-b")
    }
    try add("ec-d-short", "an EC key whose d lacks an octet", .es256, .jwkCoordinateLength, rule: "RFC7518#6.2.2.1-1") {
        let octets = $0["d"]?.stringValue.flatMap { Octets(base64url: $0) }?.bytes ?? []
        $0["d"] = .string(Array(octets.dropFirst()).base64url)
    }
    for member in ["p", "q", "dp", "dq", "qi"] {
        try add(
            "rsa-no-\(member)",
            "an RSA key without \(member) beside the others",
            .rs256,
            .jwkPrivate,
            rule: "RFC7518#6.3.2-1"
        ) {
            $0[member] = nil
        }
    }
    try add(
        "rsa-oth",
        "an RSA key with a third prime",
        .rs256,
        .jwkMultiPrime,
        rule: "RFC7518#6.3.2.7-1"
    ) {
        let prime = JSONValue.object(["r": .string("Aw"), "d": .string("AQ"), "t": .string("AQ")])
        $0["oth"] = .array([prime])
    }
    return Topic(
        path: "jwk/private.json",
        title: "Private members handed to a verifier, and points of small order",
        groups: groups + (try smallOrderGroups())
    )
}
