import ReferenceJOSE
import Testing

/// A change that makes a policy impossible.
struct ImpossiblePolicy: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout TokenPolicy) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout TokenPolicy) -> Void) {
        testDescription = description
        self.change = change
    }

    static let all = [
        ImpossiblePolicy("no algorithm") { $0.algorithms = [] },
        ImpossiblePolicy("negative leeway") { $0.leeway = -1 },
        ImpossiblePolicy("leeway not a number") { $0.leeway = .nan },
        ImpossiblePolicy("infinite leeway") { $0.leeway = .infinity },
        ImpossiblePolicy("now not a number") { $0.now = .nan },
        ImpossiblePolicy("infinite now") { $0.now = -.infinity },
        ImpossiblePolicy("age without time") { $0.maximumAge = 1 },
        ImpossiblePolicy("age not a number") {
            $0.now = 1
            $0.maximumAge = .nan
        },
        ImpossiblePolicy("negative age") {
            $0.now = 1
            $0.maximumAge = -1
        },
        ImpossiblePolicy("infinite lifetime") { $0.maximumLifetime = .infinity },
        ImpossiblePolicy("negative lifetime") { $0.maximumLifetime = -0.5 },
        ImpossiblePolicy("no acceptable issuer") { $0.issuers = [] },
        ImpossiblePolicy("no trusted issuer") { $0.trustedIssuers = [] },
        ImpossiblePolicy("no acceptable recipient") { $0.audiences = [] },
        ImpossiblePolicy("an issuer beside a list of them") { ($0.issuer, $0.issuers) = ("i", ["i"]) },
        ImpossiblePolicy("a list of issuers beside trusted ones") {
            ($0.issuers, $0.trustedIssuers) = (["i"], [TrustedIssuer(name: "i", keys: JWKSet([]))])
        },
        ImpossiblePolicy("a recipient beside a list of them") { ($0.audience, $0.audiences) = ("a", ["a"]) },
        ImpossiblePolicy("issuers of octets") { ($0.content, $0.issuers) = (.bytes, ["i"]) },
        ImpossiblePolicy("issuer of octets") {
            $0.content = .bytes
            $0.issuer = "i"
        },
        ImpossiblePolicy("required claims of octets") {
            $0.content = .bytes
            $0.requiredClaims = ["exp"]
        },
        ImpossiblePolicy("expected claims of octets") {
            $0.content = .bytes
            $0.expectedClaims = ["nonce": "n"]
        },
        ImpossiblePolicy("deny list for octets") {
            $0.content = .bytes
            $0.denyList = FixedDenyList([])
        },
    ]
}

struct PolicyTests {
    @Test(arguments: ImpossiblePolicy.all)
    func `an impossible policy is an error, not a verdict`(_ sample: ImpossiblePolicy) {
        var policy = TokenPolicy(algorithms: [.hs256])
        sample.change(&policy)
        #expect(throws: PolicyError.self) { try TokenVerifier(keys: JWKSet([]), policy: policy) }
    }

    @Test func `extremes that are finite are possible`() throws {
        var policy = TokenPolicy(algorithms: [.hs256])
        policy.now = .greatestFiniteMagnitude
        policy.leeway = .greatestFiniteMagnitude
        policy.maximumAge = 0
        policy.maximumLifetime = 0
        for claims in [
            #"{"exp":1e308,"iat":1e308,"nbf":-1e308}"#, #"{"exp":-1e308,"iat":-1e308}"#, #"{"exp":0,"iat":0}"#,
        ] {
            #expect(throws: Never.self) {
                try refusal(of: Minting.compact(#"{"alg":"HS256"}"#, claims), policy: policy)
            }
        }
    }
}
