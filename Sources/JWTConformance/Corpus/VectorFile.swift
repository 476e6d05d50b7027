/// A vector file as it stands on disk (`jwt-assay/vectors/1`): one topic, grouped by key and policy.
public struct VectorFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/vectors/1"

    /// Always ``VectorFile/schema-type.property``.
    public var schema: String
    /// The topic.
    public var title: String
    /// The groups.
    public var groups: [Group]
    /// The flags that the tests use, by name.
    public var flags: [String: FlagText]

    /// Assembles a file.
    public init(title: String, groups: [Group], flags: [String: FlagText]) {
        self.schema = Self.schema
        self.title = title
        self.groups = groups
        self.flags = flags
    }

    /// A flag's text.
    public struct FlagText: Codable, Hashable, Sendable {
        /// What the vectors have in common.
        public var summary: String
        /// What an attacker gains.
        public var effect: String

        /// Describes a flag.
        public init(summary: String, effect: String) {
            self.summary = summary
            self.effect = effect
        }
    }

    /// Tests that share a key, a policy and a kind of content.
    public struct Group: Codable, Hashable, Sendable {
        /// A slug; the prefix of its tests' ids.
        public var id: String
        /// The key material.
        public var key: Key
        /// The policy.
        public var policy: VerificationPolicy
        /// What is validated.
        public var content: Question.Content
        /// Whether the tests are the steps of one sequence, asked of one verifier in their order.
        public var sequence: Bool?
        /// The tests.
        public var tests: [Test]

        /// Assembles a group.
        public init(
            id: String,
            key: Key,
            policy: VerificationPolicy,
            content: Question.Content,
            sequence: Bool? = nil,
            tests: [Test]
        ) {
            self.id = id
            self.key = key
            self.policy = policy
            self.content = content
            self.sequence = sequence
            self.tests = tests
        }
    }

    /// Key material, or the names of key records.
    ///
    /// Exactly one of the first six members is there.
    public struct Key: Codable, Hashable, Sendable {
        /// The id of a key record.
        public var ref: String?
        /// The ids of the key records that make a JWK Set, in order.
        public var refs: [String]?
        /// A JWK in place.
        public var jwk: JSONValue?
        /// A JWK Set in place.
        public var jwks: JSONValue?
        /// Text handed over untouched.
        public var text: String?
        /// Octets handed over untouched.
        public var octets: Octets?
        /// The key of `jwk` in PEM.
        public var pem: String?

        /// Names or holds key material.
        public init(
            ref: String? = nil,
            refs: [String]? = nil,
            jwk: JSONValue? = nil,
            jwks: JSONValue? = nil,
            text: String? = nil,
            octets: Octets? = nil,
            pem: String? = nil
        ) {
            self.ref = ref
            self.refs = refs
            self.jwk = jwk
            self.jwks = jwks
            self.text = text
            self.octets = octets
            self.pem = pem
        }
    }

    /// How a token is made anew for a verifier whose clock can't be set.
    public struct Mint: Codable, Hashable, Sendable {
        /// The id of the key record to sign with.
        public var key: String
        /// See ``MintRecipe/header``.
        public var header: String
        /// See ``MintRecipe/claims``.
        public var claims: String
        /// See ``MintRecipe/margin``.
        public var margin: Int64?

        /// Describes a recipe.
        public init(key: String, header: String, claims: String, margin: Int64? = nil) {
            self.key = key
            self.header = header
            self.claims = claims
            self.margin = margin
        }
    }

    /// One vector.
    public struct Test: Codable, Hashable, Sendable {
        /// See ``Vector/id``.
        public var id: String
        /// See ``Vector/summary``.
        public var summary: String
        /// The token, where it's text.
        public var token: String?
        /// The token, where it isn't UTF-8.
        public var tokenOctets: Octets?
        /// How the token is made anew for another time.
        public var mint: Mint?
        /// In a sequence: the key material of this step, where it isn't the group's.
        public var key: Key?
        /// In a sequence: the whole policy of this step, where it isn't the group's.
        public var policy: VerificationPolicy?
        /// See ``Question/detachedPayload``.
        public var detachedPayload: Octets?
        /// The payload of an accepted token; absent: the second segment of a compact token.
        public var payload: Octets?
        /// `accept`, `reject` or `either`.
        public var expect: String
        /// Why either verdict is legal.
        public var why: String?
        /// What the strict profile demands where either is legal.
        public var strict: Expectation.Strict?
        /// See ``Vector/level``; absent: `must`.
        public var level: Level?
        /// See ``Vector/reason``.
        public var reason: ReasonCode?
        /// See ``Vector/targets``.
        public var targets: String?
        /// See ``Vector/twin``.
        public var twin: String?
        /// See ``Vector/unprovable``.
        public var unprovable: String?
        /// See ``Vector/refs``.
        public var refs: [String]?
        /// See ``Vector/cves``.
        public var cves: [String]?
        /// Names of flags that the file defines.
        public var flags: [String]?
        /// See ``Question/timeLimit``, in seconds; absent: two.
        public var timeLimit: Double?

        /// Describes a test by what every test has.
        public init(id: String, summary: String, token: String?, expect: String) {
            self.id = id
            self.summary = summary
            self.token = token
            self.expect = expect
        }
    }
}
