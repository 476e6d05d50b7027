/// A file of sign vectors as it stands on disk (`jwt-assay/sign-vectors/1`): one topic, grouped by key.
public struct SignVectorFile: Codable, Hashable, Sendable {
    /// The value of `schema`.
    public static let schema = "jwt-assay/sign-vectors/1"

    /// Always ``SignVectorFile/schema-type.property``.
    public var schema: String
    /// The topic.
    public var title: String
    /// The groups.
    public var groups: [Group]

    /// Assembles a file.
    public init(title: String, groups: [Group]) {
        self.schema = Self.schema
        self.title = title
        self.groups = groups
    }

    /// Tests that share a key.
    public struct Group: Codable, Hashable, Sendable {
        /// A slug; the prefix of its tests' ids.
        public var id: String
        /// The key to sign with.
        public var key: Key
        /// The tests.
        public var tests: [Test]

        /// Assembles a group.
        public init(id: String, key: Key, tests: [Test]) {
            self.id = id
            self.key = key
            self.tests = tests
        }
    }

    /// The key to sign with: exactly one of `ref` and `jwk`.
    public struct Key: Codable, Hashable, Sendable {
        /// The id of a key record, whose half for signing is meant.
        public var ref: String?
        /// A JWK in place.
        public var jwk: JSONValue?
        /// The JWK that verifies what `jwk` signs, where it's another and a token may come.
        public var verification: JSONValue?

        /// Names or holds a key.
        public init(ref: String? = nil, jwk: JSONValue? = nil, verification: JSONValue? = nil) {
            self.ref = ref
            self.jwk = jwk
            self.verification = verification
        }
    }

    /// One sign vector.
    public struct Test: Codable, Hashable, Sendable {
        /// See ``SignVector/id``.
        public var id: String
        /// See ``SignVector/summary``.
        public var summary: String
        /// The header to sign under: an object.
        public var header: JSONValue
        /// What to sign.
        public var payload: Octets
        /// `produce`, `refuse` or `either`.
        public var expect: String
        /// Why either answer is legal.
        public var why: String?
        /// See ``SignVector/level``; absent: `must`.
        public var level: Level?
        /// See ``SignVector/reason``.
        public var reason: ReasonCode?
        /// See ``SignVector/isAskedTwice``; absent: no.
        public var twice: Bool?
        /// See ``SignVector/refs``.
        public var refs: [String]?

        /// Describes a test by what every test has.
        public init(id: String, summary: String, header: JSONValue, payload: Octets, expect: String) {
            self.id = id
            self.summary = summary
            self.header = header
            self.payload = payload
            self.expect = expect
        }
    }
}
