/// A vector file as it stands on disk (`jwt-assay/vectors/1`): one topic, grouped by key and policy.
package struct VectorFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    package static let schema = "jwt-assay/vectors/1"

    /// Always ``VectorFile/schema-type.property``.
    package var schema: String
    /// The topic.
    package var title: String
    /// The groups.
    package var groups: [Group]
    /// The flags that the tests use, by name.
    package var flags: [String: FlagText]

    /// Assembles a file.
    package init(title: String, groups: [Group], flags: [String: FlagText]) {
        self.schema = Self.schema
        self.title = title
        self.groups = groups
        self.flags = flags
    }

    /// A flag's text.
    package struct FlagText: Codable, Hashable, Sendable {
        /// What the vectors have in common.
        package var summary: String
        /// What an attacker gains.
        package var effect: String

        /// Describes a flag.
        package init(summary: String, effect: String) {
            self.summary = summary
            self.effect = effect
        }
    }

    /// Tests that share a key, a policy and a kind of content.
    package struct Group: Codable, Hashable, Sendable {
        /// A slug; the prefix of its tests' ids.
        package var id: String
        /// The key material.
        package var key: Key
        /// The policy.
        package var policy: VerificationPolicy
        /// Why the policy says more than the verdicts need; absent: it doesn't.
        package var whyPolicy: String?
        /// What is validated.
        package var content: Question.Content
        /// Whether the tests are the steps of one sequence, asked of one verifier in their order.
        package var sequence: Bool?
        /// The tests.
        package var tests: [Test]

        /// Assembles a group.
        package init(
            id: String,
            key: Key,
            policy: VerificationPolicy,
            whyPolicy: String? = nil,
            content: Question.Content,
            sequence: Bool? = nil,
            tests: [Test]
        ) {
            self.id = id
            self.key = key
            self.policy = policy
            self.whyPolicy = whyPolicy
            self.content = content
            self.sequence = sequence
            self.tests = tests
        }
    }

    /// Key material, or the names of key records.
    ///
    /// Exactly one of the first six members is there.
    package struct Key: Codable, Hashable, Sendable {
        /// The id of a key record.
        package var ref: String?
        /// The ids of the key records that make a JWK Set, in order.
        package var refs: [String]?
        /// A JWK in place.
        package var jwk: JSONValue?
        /// A JWK Set in place.
        package var jwks: JSONValue?
        /// Text handed over untouched.
        package var text: String?
        /// Octets handed over untouched.
        package var octets: Octets?
        /// The key of `jwk` in PEM.
        package var pem: String?

        /// Names or holds key material.
        package init(
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

    /// How to make a token for the current time, for a verifier whose clock can't be set.
    package struct Mint: Codable, Hashable, Sendable {
        /// The id of the key record to sign with.
        package var key: String
        /// See ``MintRecipe/header``.
        package var header: String
        /// See ``MintRecipe/claims``.
        package var claims: String
        /// See ``MintRecipe/margin``.
        package var margin: Int64?

        /// Describes a recipe.
        package init(key: String, header: String, claims: String, margin: Int64? = nil) {
            self.key = key
            self.header = header
            self.claims = claims
            self.margin = margin
        }
    }

    /// One vector.
    package struct Test: Codable, Hashable, Sendable {
        /// See ``Vector/id``.
        package var id: String
        /// See ``Vector/summary``.
        package var summary: String
        /// The token, if it is text.
        package var token: String?
        /// The token, if it isn't UTF-8.
        package var tokenOctets: Octets?
        /// How to make the token for another time.
        package var mint: Mint?
        /// In a sequence: the key material of this step, if it isn't the group's.
        package var key: Key?
        /// The whole policy of this test, if it isn't the group's: it needs less, or it's another step of a sequence.
        package var policy: VerificationPolicy?
        /// See ``Question/detachedPayload``.
        package var detachedPayload: Octets?
        /// The payload of an accepted token; absent: the second segment of a compact token.
        package var payload: Octets?
        /// `accept`, `reject` or `either`.
        package var expect: String
        /// Why either verdict is legal.
        package var why: String?
        /// What the strict profile demands where either is legal.
        package var strict: Expectation.Strict?
        /// See ``Vector/level``; absent: `must`.
        package var level: Level?
        /// See ``Vector/reason``.
        package var reason: ReasonCode?
        /// See ``Vector/targets``.
        package var targets: String?
        /// See ``Vector/twin``.
        package var twin: String?
        /// See ``Vector/unprovable``.
        package var unprovable: String?
        /// See ``Vector/attacker``.
        package var attacker: Attacker?
        /// See ``Vector/gain``.
        package var gain: Gain?
        /// See ``Vector/from``.
        package var from: String?
        /// See ``Vector/validUnder``.
        package var validUnder: VerificationPolicy?
        /// See ``Vector/refs``.
        package var refs: [String]?
        /// See ``Vector/cves``.
        package var cves: [String]?
        /// Names of flags that the file defines.
        package var flags: [String]?
        /// See ``Question/timeLimit``, in seconds; absent: two.
        package var timeLimit: Double?

        /// Describes a test by what every test has.
        package init(id: String, summary: String, token: String?, expect: String) {
            self.id = id
            self.summary = summary
            self.token = token
            self.expect = expect
        }
    }
}
