import JWTConformance
import ReferenceJOSE

/// A public exponent of 3: a lax verifier accepts a cube root as a signature, which needs no private key.
func cubeGroup(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("rsa-e3")
    var group = GroupDefinition("signature/rsa-cube", key: .init(ref: key.id), policy: VerificationPolicy(["RS256"]))
    group.accept(
        "plain",
        "a signature by a key whose public exponent is 3",
        try Token.compact(#"{"alg":"RS256"}"#, Forge.payload, by: key, .rs256),
        ["RFC8017#8.2.2-2"],
        level: .info
    )
    let input = "\(#"{"alg":"RS256"}"#.base64url).\(#"{"sub":"mallory"}"#.base64url)"
    group.reject(
        "root",
        "a cube root: its power begins with eight octets of padding and the right DigestInfo, and ends in anything",
        Token("\(input).\(root)"),
        .signature,
        .twin("plain"),
        rule: "RFC8017#8.2.2-2",
        cves: ["CVE-2021-30246"]
    )
    return group
}

/// The root for this token, found once by computing with large integers.
private let root = """
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
    AAAAAAAAAAAAAAAAAAAAMsv9SnrceQVYPXZ1IPUWQHWRdtN4JvLvY649x6oleGJ21TjfQM2IPeQk6Aoy2jDvKPMt2Mu_FgD5JaEHmaal\
    meQM-oCoVsHQW9ni0yD9PdmlFW0CTw
    """
