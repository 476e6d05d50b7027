import JWTConformance
import ReferenceJOSE

/// The payload is signed as it is, octet by octet (RFC 7515 section 5.1).
@Sendable func signPayloadTopic(_ forge: Forge) throws -> SignTopic {
    let key = try forge.key("hmac-a")
    var group = SignGroup("payload/encoded", key)
    let payloads: [(String, String, [UInt8])] = [
        ("empty", "no octets at all", []),
        ("one", "a single octet, which is two characters in base64url", [0x61]),
        ("two", "two octets, which are three characters", [0x61, 0x62]),
        ("zero", "a zero octet", [0]),
        ("every-octet", "each octet once: not UTF-8, and every character of the alphabet", Array(0...255)),
        ("spaced", "JSON with white space, which stays", Array("{ \"sub\" :\t\"alice\"\r\n}".utf8)),
        ("ordered", "JSON whose members aren't in order, which stay so", Array(#"{"z":1,"a":2}"#.utf8)),
        ("duplicate", "JSON with a repeated member: octets are signed, not values", Array(#"{"a":1,"a":2}"#.utf8)),
        ("numbers", "numbers that a reader might spell anew", Array(#"{"a":1.0,"b":1e3,"c":9007199254740993}"#.utf8)),
        ("escapes", "escapes that a reader might resolve", Array(#"{"\u0061":"\u00e9\/"}"#.utf8)),
        ("token", "a compact token", Array("e30.e30.AA".utf8)),
        ("large", "a hundred thousand octets", [UInt8](repeating: 0x61, count: 100_000)),
    ]
    for (name, summary, octets) in payloads {
        try group.produce(name, summary, #"{"alg":"HS256"}"#, ["RFC7515#5.1-1", "RFC7519#7.1-1"], payload: octets)
    }
    var unencoded = SignGroup("payload/unencoded", key)
    let header = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
    try unencoded.produce(
        "printable",
        "printable text, which may stand in the token as it is or travel apart",
        header,
        ["RFC7797#5.2-1"],
        payload: Array("$002".utf8)
    )
    return SignTopic(path: "sign/payload.json", title: "Signing: the payload", groups: [group, unencoded])
}
