import JWTConformance
import ReferenceJOSE

/// A token by each algorithm: it has the signature length that RFC 7518 gives it, and it holds.
@Sendable func signAlgorithmsTopic(_ forge: Forge) throws -> SignTopic {
    var groups: [SignGroup] = []
    for algorithm in Algorithm.allCases {
        let name = algorithm.rawValue
        var group = SignGroup("algorithms/\(name.lowercased())", try forge.key(for: algorithm))
        try group.produce("claims", "a claims set under \(name)", #"{"alg":"\#(name)"}"#, [algorithm.section])
        groups.append(group)
    }
    var ed448 = SignGroup("algorithms/eddsa-ed448", try forge.key("ed448-a"))
    try ed448.produce(
        "claims",
        "a claims set under EdDSA with a key on Ed448",
        #"{"alg":"EdDSA"}"#,
        ["RFC8037#3.1-1"]
    )
    groups.append(ed448)
    for algorithm in [Algorithm.es256, .es384, .es512, .es256k] {
        let name = algorithm.rawValue
        var group = SignGroup("deterministic/\(name.lowercased())", try forge.key(for: algorithm))
        try group.record(
            "twice",
            "the same request twice under \(name): a nonce made from the message gives the same token",
            #"{"alg":"\#(name)"}"#,
            why: "RFC 8725 section 3.2 recommends deterministic ECDSA and takes a good random source as well",
            ["RFC8725#3.2-2"],
            isAskedTwice: true
        )
        groups.append(group)
    }
    return SignTopic(path: "sign/algorithms.json", title: "Signing: a token by each algorithm", groups: groups)
}

extension Algorithm {
    /// Where the algorithm is defined.
    fileprivate var section: String {
        switch self {
        case .hs256, .hs384, .hs512: "RFC7518#3.2-6"
        case .rs256, .rs384, .rs512: "RFC7518#3.3-2"
        case .es256, .es384, .es512: "RFC7518#3.4-1"
        case .ps256, .ps384, .ps512: "RFC7518#3.5-4"
        case .es256k: "RFC8812#3.2-1"
        case .edDSA: "RFC8037#3.1-1"
        case .ed25519, .ed448: "RFC9864#2.2-1"
        }
    }
}
