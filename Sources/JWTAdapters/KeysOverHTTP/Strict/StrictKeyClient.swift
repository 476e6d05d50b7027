import FoundationEssentials
package import JWTConformance
import ReferenceJOSE
import StrictJSON

/// A client that fetches the keys it verifies with as the scenarios demand: the reference with a cache, on curl.
///
/// - One fetch serves all that wait for it, and its keys for ``KeySource/lifetime``.
/// - A key ID that isn't in the set makes it look again, a few times in each ``KeySource/cooldown``.
/// - A fetch that fails changes nothing; keys outlive their lifetime once more while the server is down.
/// - It asks nobody but the address it was given, or the one that the issuer's metadata has.
package actor StrictKeyClient: KeyClient {
    private let fault: KeyClientFault?
    private let reference = ReferenceVerifier()
    private var sources: [String: KeySource] = [:]
    /// For the clients that mix up issuers.
    private let common = KeyLedger()
    /// For the client that mixes up issuers.
    private var seenKeys: [String: JSON] = [:]

    /// A strict client, or one with a fault.
    package init(fault: KeyClientFault? = nil) { self.fault = fault }

    package func profile() async throws(VerifierFault) -> ImplementationProfile {
        ImplementationProfile(
            name: fault.map { "strict client, \($0.rawValue)" } ?? "strict client",
            version: "1",
            language: "Swift",
            capabilities: Capabilities(
                operations: ["verify", verifyAll],
                algorithms: ["RS256", "ES256"],
                keys: [KeySourceKind.jwksURL.rawValue, KeySourceKind.discovery.rawValue],
                contents: ["claims"],
                policy: ["algorithms", "issuer", "audience", "keyElapsed", "keyTimeout"],
                sequences: true
            )
        )
    }

    package func finish() async { sources = [:] }

    package func answers(to question: KeyQuestion) async throws(VerifierFault) -> [Answer] {
        let source = source(for: question)
        if question.atOnce {
            let tasks = question.tokens.map { token in Task { await self.answer(token, question, source) } }
            var answers: [Answer] = []
            for task in tasks { answers.append(await task.value) }
            return answers
        }
        var answers: [Answer] = []
        for token in question.tokens { answers.append(await answer(token, question, source)) }
        return answers
    }

    private func source(for question: KeyQuestion) -> KeySource {
        let name = "\(question.sequence) \(fault?.name(ofAddress: question.address) ?? question.address)"
        if sources.count > 100 { sources = [:] }
        let source = sources[name] ?? KeySource(question, fault: fault, common: common)
        sources[name] = source
        return source
    }

    /// Verifies one token.
    private func answer(_ token: String, _ question: KeyQuestion, _ source: KeySource) async -> Answer {
        guard let header = Self.header(of: token) else {
            return .reject(reason: "malformed", detail: "the header isn't an object")
        }
        let moment = KeyMoment(question)
        if let named = await keysNamed(by: header, token, moment, source) {
            return await verify(token, named, question, moment)
        }
        let kid: String?
        switch header["kid"] {
        case nil: kid = nil
        case .string(let text)?: kid = text
        default:
            if fault == .throwsOnOddKeyID { return .error(detail: "kid isn't text") }
            return .reject(reason: "header", detail: "kid isn't text")
        }
        if let kid, await source.isBarred(kid) {
            return .reject(reason: "key-not-found", detail: "it was unknown before")
        }
        do {
            var set = try await source.keys(at: moment, token: token)
            if let kid, !set.contains(keyID: kid), let newer = try await source.newerKeys(missing: kid, at: moment) {
                set = newer
            }
            set = spelled(mixed(set, kid), kid)
            let answer = await verify(token, set, question, moment)
            guard fault == .looksAgainForBadSignatures, case .reject = answer else { return answer }
            _ = try? await source.fetchAgain(at: moment)
            return answer
        } catch {
            return error.isUnclean
                ? .error(detail: error.detail) : .reject(reason: "key-not-found", detail: error.detail)
        }
    }

    private func verify(
        _ token: String,
        _ set: KeySetSnapshot,
        _ question: KeyQuestion,
        _ moment: KeyMoment
    ) async -> Answer {
        var policy = VerificationPolicy(["RS256", "ES256"] + (fault == .acceptsPublishedSecret ? ["HS256"] : []))
        policy.issuer = question.text("issuer")
        if fault == .discoversIssuerOfToken { policy.issuer = nil }
        if let fault, let issuer = policy.issuer, let found = Self.issuer(of: token),
            fault.takes(found, forIssuer: issuer)
        {
            policy.issuer = nil
        }
        policy.audience = question.text("audience")
        policy.now = Int64(Date.now.timeIntervalSince1970) + moment.elapsed
        return await verify(token, set.elements, policy)
    }

    private func verify(_ token: String, _ keys: [JSON], _ policy: VerificationPolicy) async -> Answer {
        let text = JSONWriter.text(.object(JSONObject([("keys", .array(keys))])))
        guard let set = try? JSONValue(json: Array(text.utf8)) else { return .error(detail: "unreadable keys") }
        let question = Question(content: .claims, token: .text(token), key: .jwkSet(set), policy: policy)
        do throws(VerifierFault) {
            return try await reference.answer(question)
        } catch {
            return .error(detail: error.description)
        }
    }

    /// The keys of a client that believes what a token says of its key.
    private func keysNamed(
        by header: JSON,
        _ token: String,
        _ moment: KeyMoment,
        _ source: KeySource
    ) async
        -> KeySetSnapshot?
    {
        func fetched(_ url: String?) async -> JSON? {
            guard let url, let body = try? await source.get(url, moment).body else { return nil }
            return try? JSONParser().parse(body.span)
        }
        func set(_ json: JSON?) -> KeySetSnapshot? {
            guard case .array(let elements)? = json?["keys"] else { return nil }
            return KeySetSnapshot(elements: elements)
        }
        switch fault {
        case .followsJKU:
            return set(await fetched(header["jku"]?.textValue))
        case .asksX5U:
            _ = await fetched(header["x5u"]?.textValue)
            return nil
        case .asksAddressInKeyID:
            let kid = header["kid"]?.textValue
            return set(await fetched(kid.flatMap { $0.hasPrefix("http") ? $0 : nil }))
        case .trustsEmbeddedKey:
            return header["jwk"].map { KeySetSnapshot(elements: [$0.replacing("kid", with: header["kid"])]) }
        case .discoversIssuerOfToken:
            guard let issuer = Self.issuer(of: token) else { return nil }
            let metadata = await fetched("\(issuer)/.well-known/openid-configuration")
            return set(await fetched(metadata?["jwks_uri"]?.textValue))
        default: return nil
        }
    }

    /// What a client verifies with that mixes up issuers.
    private func mixed(_ set: KeySetSnapshot, _ kid: String?) -> KeySetSnapshot {
        guard fault == .sharesKeysOfIssuers || fault == .cachesByKeyIDAlone else { return set }
        for key in set.elements {
            guard let kid = key["kid"]?.textValue else { continue }
            if fault == .sharesKeysOfIssuers || seenKeys[kid] == nil { seenKeys[kid] = key }
        }
        return KeySetSnapshot(elements: Array(seenKeys.values))
    }

    /// What a client verifies with that takes one key ID for another: of those that are alike to it, it has kept the last.
    private func spelled(_ set: KeySetSnapshot, _ kid: String?) -> KeySetSnapshot {
        guard let fault, let kid else { return set }
        let alike = set.elements.last { $0["kid"]?.textValue.map { fault.takes($0, forKeyID: kid) } == true }
        return alike.map { KeySetSnapshot(elements: [$0.replacing("kid", with: .string(kid))]) } ?? set
    }

    private static func issuer(of token: String) -> String? {
        let parts = token.split(separator: ".")
        guard parts.count == 3, let payload = Octets(base64url: parts[1]) else { return nil }
        return (try? JSONParser().parse(payload.bytes.span))?["iss"]?.textValue
    }

    private static func header(of token: String) -> JSON? {
        guard
            let octets = token.split(separator: ".", omittingEmptySubsequences: false).first
                .flatMap({ Octets(base64url: $0) }), let header = try? JSONParser().parse(octets.bytes.span),
            case .object = header
        else { return nil }
        return header
    }
}

/// When a question is asked, and how long a fetch may take.
struct KeyMoment: Sendable {
    /// The clock's seconds, and those that the client was told to add.
    let seconds: Double
    let elapsed: Int64
    let timeout: Int64

    init(_ question: KeyQuestion) {
        elapsed = question.seconds("keyElapsed") ?? 0
        seconds = Date.now.timeIntervalSince1970 + Double(elapsed)
        timeout = question.seconds("keyTimeout") ?? 5
    }
}

extension JSON {
    /// The member `name`, if this is an object that has one.
    subscript(name: String) -> JSON? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// The text, if this is a string.
    var textValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The object with another member of this name, or without it.
    func replacing(_ name: String, with value: JSON?) -> JSON {
        guard case .object(let object) = self else { return self }
        let others = object.members.filter { $0.name != name }.map { ($0.name, $0.value) }
        return .object(JSONObject(others + (value.map { [(name, $0)] } ?? [])))
    }
}
