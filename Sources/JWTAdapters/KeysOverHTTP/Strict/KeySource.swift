import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import StrictJSON

/// A key set as it was fetched: its elements, unread.
struct KeySetSnapshot: Hashable, Sendable {
    var elements: [JSON]

    func contains(keyID: String) -> Bool { elements.contains { $0["kid"]?.textValue == keyID } }
}

/// Why there are no keys.
struct KeySourceFailure: Error, Hashable, Sendable {
    let detail: String
    /// Whether it's an exception that a careful client wouldn't let out.
    var isUnclean = false
}

/// The keys of one issuer: what is in the cache, and when it's fetched.
actor KeySource {
    /// How long a set is kept unless the server says less, in seconds.
    static let lifetime = 300.0
    /// How long a pause is after ``allowance`` fetches that no lifetime asked for, in seconds.
    static let cooldown = 30.0
    /// How many such fetches there are before it.
    static let allowance = 3.0
    /// How many octets a response may have.
    static let octets = 1 << 20

    private let question: KeyQuestion
    private let fault: KeyClientFault?
    private var set: KeySetSnapshot?
    private var fetched = -Double.infinity
    private var fresh = lifetime
    private var etag: String?
    private var jwksURL: String?
    private var located = -Double.infinity
    private var left = allowance
    private var counted = -Double.infinity
    private var running: Task<Result<KeySetSnapshot, KeySourceFailure>, Never>?
    private var unknown: Set<String> = []
    private var hasFailed = false

    init(_ question: KeyQuestion, fault: KeyClientFault?) {
        (self.question, self.fault) = (question, fault)
    }

    /// The keys, fetched if there are none that are fresh.
    ///
    /// While the server is down, keys that were fresh are good for one lifetime more.
    func keys(at moment: KeyMoment, token: String) async throws(KeySourceFailure) -> KeySetSnapshot {
        let age = moment.seconds - fetched
        let isFresh = age < fresh || fault == .keepsForever
        if fault == .asksMetadataEveryTime { _ = try? await location(moment) }
        if let set, isFresh, fault != .keepsNothing { return set }
        if fault == .firstFailureIsFinal, hasFailed { throw KeySourceFailure(detail: "it failed before") }
        if let running, fault != .everyoneFetches { return try await running.value.get() }
        guard
            fault == .everyoneFetches || spend(at: moment) || fault == .keepsNothing
                || set != nil && !isFresh && age < 2 * Self.lifetime
        else {
            throw KeySourceFailure(detail: "no keys, and the server was asked a moment ago")
        }
        do {
            return try await fetch(at: moment, token: token)
        } catch {
            hasFailed = true
            if let set, age < 2 * Self.lifetime || fault == .staleForever { return set }
            throw error
        }
    }

    /// Looks again, because a key ID isn't in the set; `nil` if it may not.
    func newerKeys(missing kid: String, at moment: KeyMoment) async throws(KeySourceFailure) -> KeySetSnapshot? {
        if let running, fault != .everyoneFetches { return try? await running.value.get() }
        switch fault {
        case .neverLooksAgain: return nil
        case .remembersUnknownForever where unknown.contains(kid): return nil
        case .looksAgainForEveryToken: break
        default:
            guard spend(at: moment) else {
                if fault == .spentAllowanceRejectsAll { set = nil }
                return nil
            }
        }
        unknown.insert(kid)
        do {
            return try await fetch(at: moment, token: nil)
        } catch {
            if fault == .failureEmptiesCache { set = nil }
            if error.isUnclean { throw error }
            return nil
        }
    }

    /// Fetches whatever is in the cache, for the client that does so too often.
    func fetchAgain(at moment: KeyMoment) async throws(KeySourceFailure) { _ = try await fetch(at: moment, token: nil) }

    /// Whether a fetch may be made now that no lifetime asked for.
    private func spend(at moment: KeyMoment) -> Bool {
        if moment.seconds - counted >= Self.cooldown, fault != .neverRefillsItsAllowance || counted < 0 {
            (left, counted) = (Self.allowance, moment.seconds)
        }
        guard left >= 1 else { return false }
        left -= 1
        return true
    }

    /// One fetch serves all that wait for it.
    private func fetch(at moment: KeyMoment, token: String?) async throws(KeySourceFailure) -> KeySetSnapshot {
        if let running, fault != .everyoneFetches { return try await running.value.get() }
        let task = Task { () -> Result<KeySetSnapshot, KeySourceFailure> in
            do throws(KeySourceFailure) {
                return .success(try await self.load(moment, token))
            } catch {
                return .failure(error)
            }
        }
        running = task
        defer { running = nil }
        return try await task.value.get()
    }

    private func load(_ moment: KeyMoment, _ token: String?) async throws(KeySourceFailure) -> KeySetSnapshot {
        let url = try await location(moment)
        var fields = [("Accept", "application/jwk-set+json, application/json")]
        if let etag, set != nil { fields.append(("If-None-Match", etag)) }
        if fault == .sendsToken, let token { fields.append(("Authorization", "Bearer \(token)")) }
        let response = try await get(url, moment, fields)
        if response.status == 304 {
            if fault == .throwsOnNotModified { throw KeySourceFailure(detail: "304", isUnclean: true) }
            guard let set, etag != nil else { throw KeySourceFailure(detail: "304 to a request without a validator") }
            if fault == .emptiesOnNotModified { return store(KeySetSnapshot(elements: []), response, moment) }
            return store(set, response, moment)
        }
        guard isUsable(response.status) else {
            throw KeySourceFailure(detail: "status \(response.status)", isUnclean: fault == .throwsOnStatus)
        }
        if fault == .ignoresChangeAfterETag, etag != nil, let set { return store(set, response, moment) }
        if fault == .insistsOnContentType, response.fields["content-type"] != "application/json" {
            throw KeySourceFailure(detail: "the content type isn't application/json")
        }
        return store(try snapshot(response.body), response, moment)
    }

    private func isUsable(_ status: Int) -> Bool {
        status == 200 || fault == .readsBodyOfServerError && status >= 500
            || fault == .readsBodyOfClientError && (400..<500).contains(status)
    }

    private func store(_ new: KeySetSnapshot, _ response: CurlRequest.Response, _ moment: KeyMoment) -> KeySetSnapshot {
        var kept = new
        if let set {
            switch fault {
            case .mergesSets: kept.elements += set.elements.filter { !new.elements.contains($0) }
            case .ignoresEmptySet where new.elements.isEmpty: kept = set
            case .keepsFirstUnderKeyID:
                let old = Dictionary(set.elements.map { ($0["kid"]?.textValue, $0) }) { first, _ in first }
                kept.elements = new.elements.map { old[$0["kid"]?.textValue] ?? $0 }
            default: break
            }
        }
        (set, fetched, hasFailed) = (kept, moment.seconds, false)
        etag = response.fields["etag"].flatMap { $0.count < 256 && $0.hasSuffix("\"") ? $0 : nil }
        fresh = freshness(response.fields)
        return kept
    }

    /// How long a response is fresh, in seconds: what it says, within bounds (RFC 9111 section 4.2).
    ///
    /// Below ten seconds is no lifetime: every token would be a request.
    private func freshness(_ fields: [String: String]) -> Double {
        let directives = (fields["cache-control"] ?? "").lowercased().split(separator: ",")
        let values = directives.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("max-age=") }
            .map { Double($0.dropFirst("max-age=".count)) }
        guard let value = values.first else { return Self.lifetime }
        guard let age = value, age >= 0, let past = Double(fields["age"] ?? "0"), past >= 0 else {
            return Self.lifetime
        }
        if fault == .believesAnyMaxAge { return age }
        return min(max(age - past, 10), Self.lifetime)
    }

    // MARK: Sets

    private func snapshot(_ body: [UInt8]) throws(KeySourceFailure) -> KeySetSnapshot {
        if fault == .throwsOnEmptyBody, body.isEmpty { throw KeySourceFailure(detail: "empty", isUnclean: true) }
        let value: JSON
        do {
            value = try JSONParser().parse(body.span)
        } catch {
            if fault == .badBodyEmptiesCache, set != nil { set = KeySetSnapshot(elements: []) }
            throw KeySourceFailure(detail: "the set isn't JSON", isUnclean: fault == .throwsOnBadJSON)
        }
        guard case .array(let elements)? = value["keys"] else {
            throw KeySourceFailure(
                detail: "keys isn't an array",
                isUnclean: fault == .throwsOnKeysNull && value["keys"] != nil
            )
        }
        if let fault, elements.contains(where: { fault.loses($0) }) {
            throw KeySourceFailure(detail: "a key of the set can't be read")
        }
        let dropped: [KeyClientFault: String] = [
            .ignoresUse: "use", .ignoresKeyOperations: "key_ops", .ignoresKeyAlgorithm: "alg",
        ]
        let name = fault.flatMap { dropped[$0] }
        guard let name else { return KeySetSnapshot(elements: elements) }
        // An encryption key names an algorithm of its own.
        let names = name == "use" ? ["use", "alg"] : [name]
        return KeySetSnapshot(elements: elements.map { names.reduce($0) { $0.replacing($1, with: nil) } })
    }

    // MARK: Requests

    /// Where the set is: the address given, or what the issuer's metadata says.
    private func location(_ moment: KeyMoment) async throws(KeySourceFailure) -> String {
        guard question.kind == .discovery else { return question.address }
        if let jwksURL, moment.seconds - located < 24 * 3600, fault != .asksMetadataEveryTime { return jwksURL }
        if fault == .metadataFailureIsFinal, hasFailed { throw KeySourceFailure(detail: "it failed before") }
        let issuer = question.address
        var response = try await get("\(issuer)/.well-known/openid-configuration", moment)
        let parts = issuer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        if response.status == 404, parts.count == 4 {
            let origin = parts[..<3].joined(separator: "/")
            response = try await get("\(origin)/.well-known/oauth-authorization-server/\(parts[3])", moment)
        }
        guard response.status == 200, let metadata = try? JSONParser().parse(response.body.span) else {
            hasFailed = true
            throw KeySourceFailure(detail: "the metadata of the issuer can't be had")
        }
        try check(metadata, of: issuer)
        guard let url = metadata["jwks_uri"]?.textValue else {
            throw KeySourceFailure(detail: "no jwks_uri", isUnclean: fault == .throwsOnMissingAddress)
        }
        guard url.hasPrefix("https://") || fault == .acceptsHTTPAddress else {
            throw KeySourceFailure(detail: "jwks_uri isn't https")
        }
        if fault == .insistsOnOrigin, !url.hasPrefix(issuer) { throw KeySourceFailure(detail: "another origin") }
        (jwksURL, located) = (url, moment.seconds)
        return url
    }

    private func check(_ metadata: JSON, of issuer: String) throws(KeySourceFailure) {
        let found = metadata["issuer"]?.textValue
        func bare(_ text: String) -> Substring { text.hasSuffix("/") ? text.dropLast() : text[...] }
        let isSame =
            switch fault {
            case .comparesNoIssuer: true
            case .needsNoIssuer: found == nil || found == issuer
            case .comparesIssuerWithoutSlash: found.map(bare) == bare(issuer)
            default: found == issuer
            }
        guard isSame else { throw KeySourceFailure(detail: "the metadata is of another issuer") }
    }

    /// One request.
    ///
    /// What redirects isn't followed.
    func get(
        _ url: String,
        _ moment: KeyMoment,
        _ fields: [(String, String)] = []
    ) async throws(KeySourceFailure) -> CurlRequest.Response {
        var request = CurlRequest(
            url: url,
            caFile: question.caFile,
            fields: fields,
            seconds: moment.timeout,
            octets: Self.octets
        )
        fault?.spoil(&request)
        for attempt in 1...(fault == .retriesTenTimes ? 10 : 1) {
            do throws(CurlRequest.Failure) {
                let response = try await request.send()
                if fault == .failsOnOddHeaders, response.fields["cache-control"]?.contains("=-") == true {
                    throw CurlRequest.Failure(description: "a negative max-age")
                }
                if fault == .believesContentLength,
                    response.fields["content-length"].flatMap({ Int($0) }) ?? 0 > Self.octets
                {
                    throw CurlRequest.Failure(description: "too long")
                }
                return response
            } catch {
                if attempt < (fault == .retriesTenTimes ? 10 : 1) { continue }
                throw KeySourceFailure(detail: error.description, isUnclean: fault == .throwsOnTransportError)
            }
        }
        throw KeySourceFailure(detail: "no answer")
    }
}

extension KeyClientFault {
    /// Whether a key of the set makes this client give up the whole set.
    fileprivate func loses(_ key: JSON) -> Bool {
        let type = key["kty"]?.textValue
        switch self {
        case .unknownTypeLosesSet: return !["RSA", "EC", "OKP", "oct"].contains(type)
        case .unknownCurveLosesSet:
            return key["crv"].map { !["P-256", "P-384", "P-521", "Ed25519"].contains($0.textValue) } ?? false
        case .missingMemberLosesSet: return type == "RSA" && key["n"] == nil
        case .missingKeyIDLosesSet: return key["kid"] == nil
        case .unknownMemberLosesSet: return key["future"] != nil
        default: return false
        }
    }

    /// What is wrong with the requests of this client.
    fileprivate func spoil(_ request: inout CurlRequest) {
        switch self {
        case .noTimeout: request.seconds = 60
        case .timeoutBetweenOctets:
            request.arguments = ["--speed-limit", "1", "--speed-time", "\(request.seconds)"]
            request.seconds = 60
        case .noSizeLimit: request.octets = 1 << 28
        case .believesContentLength:
            request.octets = 1 << 28
            request.arguments = ["--max-filesize", "\(KeySource.octets)"]
        case .followsToOtherOrigins: request.arguments = ["--location", "--proto-redir", "=https"]
        case .followsToHTTP: request.arguments = ["--location", "--proto-redir", "=http"]
        case .followsForever: request.arguments = ["--location", "--max-redirs", "200", "--proto-redir", "=https"]
        case .checksNoCertificate: request.arguments = ["--insecure"]
        default: break
        }
    }
}
