import ReferenceJOSE
import StrictJSON
import Testing

struct JSONSerializationTests {
    private static let placeholder = "SIGNED"

    /// `SIGNED` stands for the members `protected` and `signature` of a signature that holds.
    @Test(arguments: [
        (#"{"payload":"e30",SIGNED}"#, nil), (#" {"payload":"e30",SIGNED} "#, nil), (#"{SIGNED,"payload":"e30"}"#, nil),
        (#"{"payload":"e30",SIGNED,"other":1}"#, nil), (#"{"payload":"e30","header":{},SIGNED}"#, nil),
        (#"{"payload":"e30","header":{"kid":"a"},SIGNED}"#, nil),
        (#"{"payload":"e30","signatures":[{SIGNED}]}"#, nil),
        (#"{"payload":"e30","signatures":[{SIGNED},{SIGNED}]}"#, nil),
        (#"{SIGNED}"#, Check.serializationMembers), (#"{"payload":null,SIGNED}"#, .serializationMembers),
        (#"{"payload":{},SIGNED}"#, .serializationMembers), (#"{"payload":"e30"}"#, .serializationMembers),
        (#"{"payload":"e30","signature":"AA"}"#, .serializationMembers),
        (#"{"payload":"e30","signature":1,"protected":"e30"}"#, .serializationMembers),
        (#"{"payload":"e30","signature":"AA","protected":1}"#, .serializationMembers),
        (#"{"payload":"e30","header":1,SIGNED}"#, .serializationMembers),
        (#"{"payload":"e30","header":null,SIGNED}"#, .serializationMembers),
        (#"{"payload":"e30","header":{"alg":"HS256"},SIGNED}"#, .headersDisjoint),
        (#"{"payload":"e30","header":{"crit":["exp"]},SIGNED}"#, .critProtected),
        (#"{"payload":"e30","header":{"b64":true},SIGNED}"#, .b64Protected),
        (#"{"payload":"e30","header":{"kid":1},SIGNED}"#, .headerTypes),
        (#"{"payload":"e30","header":{"enc":"a"},SIGNED}"#, .encrypted),
        (#"{"payload":"e30","ciphertext":"",SIGNED}"#, .encrypted),
        (#"{"payload":"e30","signatures":[]}"#, .serializationSignatures),
        (#"{"payload":"e30","signatures":null}"#, .serializationMembers),
        (#"{"payload":"e30","signatures":{}}"#, .serializationMembers),
        (#"{"payload":"e30","signatures":[1]}"#, .serializationMembers),
        (#"{"payload":"e30","signatures":[{}]}"#, .serializationMembers),
        (#"{"payload":"e30","signatures":[{SIGNED}],SIGNED}"#, .serializationForm),
        (#"{"payload":"e30","signatures":[{SIGNED}],"signature":"AA"}"#, .serializationForm),
        (#"{"payload":"e30","signatures":[{SIGNED}],"header":{}}"#, .serializationForm),
        (#"{"payload":"e30","signatures":[{SIGNED}],"protected":"e30"}"#, .serializationForm),
        (#"{"payload":"e30","payload":"e30",SIGNED}"#, .jsonDuplicateMember),
        (#"{"payload":"e30",SIGNED}x"#, .jsonTrailingOctets),
        (#"{"payload":"e30","header":{"alg":"HS256"},"signature":"AA"}"#, .hmacLength),
        (#"{"payload":"e30","header":{"alg":"none"},"signature":""}"#, .algNone),
        (#"{"payload":"e30=",SIGNED}"#, .signature),
        (#"{"payload":"e30","signatures":[{SIGNED},{"protected":"e30","signature":""}]}"#, .algPresent),
    ])
    func `each fault by its check`(_ template: String, _ check: Check?) throws {
        let members = try Minting.members(#"{"alg":"HS256"}"#)
        let token = template.split(separator: Self.placeholder, omittingEmptySubsequences: false).joined(
            separator: members
        )
        #expect(try refusal(of: token) == check)
    }

    @Test func `seventeen signatures are too many, sixteen aren't`() throws {
        let element = try "{\(Minting.members(#"{"alg":"HS256"}"#))}"
        for (count, check) in [(16, nil), (17, Check.serializationMembers)] {
            let elements = Array(repeating: element, count: count).joined(separator: ",")
            #expect(try refusal(of: #"{"payload":"e30","signatures":[\#(elements)]}"#) == check)
        }
    }

    @Test func `every signature has to hold`() throws {
        let good = try Minting.members(#"{"alg":"HS256"}"#)
        let bad = try Minting.members(#"{"alg":"HS256"}"#, "another payload")
        let cases: [([String], Check)] = [
            ([good, bad], .everySignature), ([bad, good], .signature), ([bad], .signature),
        ]
        for (elements, check) in cases {
            let text = elements.map { "{\($0)}" }.joined(separator: ",")
            #expect(try refusal(of: #"{"payload":"e30","signatures":[\#(text)]}"#) == check)
        }
    }

    @Test func `a payload is in the token or apart from it`() throws {
        let compact = try Minting.compact(#"{"alg":"HS256"}"#)
        let flattened = try #"{"payload":"e30",\#(Minting.members(#"{"alg":"HS256"}"#))}"#
        for token in [compact, flattened] {
            #expect(try refusal(of: token, detached: Array("{}".utf8)) == .detachedPayload)
        }
        let detached = try #"{\#(Minting.members(#"{"alg":"HS256"}"#))}"#
        #expect(try refusal(of: detached, detached: Array("{}".utf8)) == nil)
        #expect(try refusal(of: detached, detached: Array("{ }".utf8)) == .signature)
        #expect(try refusal(of: detached, detached: []) == .signature)
        let emptied = compact.split(separator: ".").enumerated().map { $0.offset == 1 ? "" : $0.element }.joined(
            separator: "."
        )
        #expect(try refusal(of: emptied, detached: Array("{}".utf8)) == nil)
        #expect(try refusal(of: emptied) == .signature)
    }

    @Test func `b64 is the same for every signature, and a JWT is compact`() throws {
        let encoded = try Minting.members(#"{"alg":"HS256"}"#)
        let unencoded = #"{"alg":"HS256","b64":false,"crit":["b64"]}"#
        let protected = Minting.base64url(unencoded)
        let signature = try Minting.signature(over: protected + ".e30")
        let other = #""protected":"\#(protected)","signature":"\#(signature)""#
        #expect(try refusal(of: #"{"payload":"e30","signatures":[{\#(encoded)},{\#(other)}]}"#) == .b64Same)
        #expect(try refusal(of: #"{"payload":"e30",\#(other)}"#) == nil)
        let claims = TokenPolicy(algorithms: [.hs256])
        #expect(try refusal(of: #"{"payload":"e30",\#(encoded)}"#, policy: claims) == .claimsCompact)
    }
}
