import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import StrictJSON
import Synchronization

/// A key set as it was fetched: its elements, unread.
struct KeySetSnapshot: Hashable, Sendable {
    var elements: [JSON]

    /// Whether a key has just this ID: nothing is normalized (RFC 7515 section 5.3).
    func contains(keyID: String) -> Bool { elements.contains { $0["kid"]?.textValue?.isExactly(keyID) == true } }
}

/// What a client remembers of its fetches beside the set.
///
/// An issuer has its own, and none has a part in another's.
final class KeyLedger: Sendable {
    struct Entries: Sendable {
        /// How many fetches may still be made that no lifetime asked for, and since when that is counted.
        var left = KeySource.allowance
        var counted = -Double.infinity
        /// Key IDs that weren't in the set.
        var unknown: Set<String> = []
        /// Whether the last fetch failed.
        var hasFailed = false
        /// The ETag of the last response, of what, and what it came with.
        var validator: (tag: String, url: String, set: KeySetSnapshot)?
    }

    let entries = Mutex(Entries())
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
    private var jwksURL: String?
    private var located = -Double.infinity
    private var running: Task<Result<KeySetSnapshot, KeySourceFailure>, Never>?
    private let own = KeyLedger()
    /// What the issuers of a faulty client have in common.
    private let common: KeyLedger
    /// A connection that the server may have closed by now.
    private var isConnected = false

    init(_ question: KeyQuestion, fault: KeyClientFault?, common: KeyLedger) {
        (self.question, self.fault, self.common) = (question, fault, common)
    }

    private func ledger(_ sharing: KeyClientFault) -> KeyLedger { fault == sharing ? common : own }

    private var hasFailed: Bool {
        get { ledger(.sharesFailureOfIssuers).entries.withLock(\.hasFailed) }
        set { ledger(.sharesFailureOfIssuers).entries.withLock { $0.hasFailed = newValue } }
    }

    /// Whether this client takes a key ID for unknown before it looks.
    func isBarred(_ kid: String) -> Bool {
        fault == .sharesUnknownKeyIDs && ledger(.sharesUnknownKeyIDs).entries.withLock { $0.unknown.contains(kid) }
    }

    /// The keys, fetched if there are none that are fresh.
    ///
    /// While the server is down, keys that were fresh are good for one lifetime more.
    func keys(at moment: KeyMoment, token: String) async throws(KeySourceFailure) -> KeySetSnapshot {
        let age = moment.seconds - fetched
        let isFresh = age < fresh || fault == .keepsForever
        if fault == .asksMetadataEveryTime { _ = try? await location(moment) }
        if let set, isFresh, fault != .keepsNothing { return set }
        if fault == .firstFailureIsFinal || fault == .sharesFailureOfIssuers, hasFailed {
            throw KeySourceFailure(detail: "it failed before")
        }
        if let running, isCoalescing { return try await running.value.get() }
        guard
            !isCoalescing || fault == .asksForEveryTokenWhileDown || spend(at: moment) || fault == .keepsNothing
                || set != nil && !isFresh && age < 2 * Self.lifetime
        else {
            throw KeySourceFailure(detail: "no keys, and the server was asked a moment ago")
        }
        do {
            return try await fetch(at: moment, token: token)
        } catch {
            hasFailed = true
            if let set, age < 2 * Self.lifetime || fault == .staleForever { return set }
            if let set, fault == .failureRenewsLifetime {
                fetched = moment.seconds
                return set
            }
            throw error
        }
    }

    /// Whether one fetch serves all that wait for it.
    private var isCoalescing: Bool { fault != .everyoneFetches && (fault != .everyoneRefreshes || set == nil) }

    /// Looks again, because a key ID isn't in the set; `nil` if it may not.
    func newerKeys(missing kid: String, at moment: KeyMoment) async throws(KeySourceFailure) -> KeySetSnapshot? {
        if let running, isCoalescing { return fault == .rejectsWhileFetching ? nil : try? await running.value.get() }
        switch fault {
        case .neverLooksAgain: return nil
        case .remembersUnknownForever where own.entries.withLock { $0.unknown.contains(kid) }: return nil
        case .looksAgainForEveryToken: break
        case .asksForKeyByID: _ = try? await get("\(question.address)/\(kid)", moment)
        default:
            guard spend(at: moment) else {
                if fault == .spentAllowanceRejectsAll { set = nil }
                return nil
            }
        }
        do {
            let newer = try await fetch(at: moment, token: nil)
            // Bounded, since anyone can make up key IDs.
            ledger(.sharesUnknownKeyIDs).entries.withLock { entries in
                if !newer.contains(keyID: kid), entries.unknown.count < 1000 { entries.unknown.insert(kid) }
            }
            return newer
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
        ledger(.sharesAllowanceOfIssuers).entries.withLock { entries in
            if moment.seconds - entries.counted >= Self.cooldown,
                fault != .neverRefillsItsAllowance || entries.counted < 0
            {
                (entries.left, entries.counted) = (Self.allowance, moment.seconds)
            }
            guard entries.left >= 1 else { return false }
            entries.left -= 1
            return true
        }
    }

    /// One fetch serves all that wait for it.
    private func fetch(at moment: KeyMoment, token: String?) async throws(KeySourceFailure) -> KeySetSnapshot {
        if let running, isCoalescing { return try await running.value.get() }
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
        // A validator is of one resource (RFC 9110 section 8.8.3).
        let validator = ledger(.sharesValidators).entries.withLock { entries in
            entries.validator.flatMap {
                $0.url == url || fault == .sharesValidators || fault == .validatorOutlivesAddress ? $0 : nil
            }
        }
        if let validator { fields.append(("If-None-Match", validator.tag)) }
        if fault == .sendsToken, let token { fields.append(("Authorization", "Bearer \(token)")) }
        let query = fault == .sendsTokenInQuery ? "?token=\(token ?? "")" : ""
        var response = try await get(url + query, moment, fields)
        if fault == .usesCredentialsOfRedirects, let next = response.fields["location"], next.contains("@") {
            response = try await get(next, moment, fields)
        }
        if response.status == 304 {
            if fault == .throwsOnNotModified { throw KeySourceFailure(detail: "304", isUnclean: true) }
            guard let validator else { throw KeySourceFailure(detail: "304 to a request without a validator") }
            let same = fault == .emptiesOnNotModified ? KeySetSnapshot(elements: []) : validator.set
            return store(same, response, moment, of: url)
        }
        guard isUsable(response.status) else {
            throw KeySourceFailure(detail: "status \(response.status)", isUnclean: fault == .throwsOnStatus)
        }
        if fault == .ignoresChangeAfterETag, let validator { return store(validator.set, response, moment, of: url) }
        if fault == .insistsOnContentType, response.fields["content-type"] != "application/json" {
            throw KeySourceFailure(detail: "the content type isn't application/json")
        }
        return store(try snapshot(response.body), response, moment, of: url)
    }

    private func isUsable(_ status: Int) -> Bool {
        status == 200 || fault == .readsBodyOfServerError && status >= 500
            || fault == .readsBodyOfClientError && (400..<500).contains(status)
    }

    private func store(
        _ new: KeySetSnapshot,
        _ response: CurlRequest.Response,
        _ moment: KeyMoment,
        of url: String
    ) -> KeySetSnapshot {
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
        let tag = response.fields["etag"].flatMap { $0.count < 256 && $0.hasSuffix("\"") ? $0 : nil }
        ledger(.sharesValidators).entries.withLock { entries in entries.validator = tag.map { ($0, url, kept) } }
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
        switch fault {
        case .believesAnyMaxAge: return age
        case .believesZeroMaxAge: return min(age, Self.lifetime)
        case .overflowEndsAtOnce where age > Double(UInt64.max): return 0
        case .ignoresAge: return min(max(age, 10), Self.lifetime)
        default: return min(max(age - past, 10), Self.lifetime)
        }
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
        if fault == .followsMetadataElsewhere, let next = response.fields["location"] {
            response = try await get(next, moment)
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
        let isSame =
            switch fault {
            case .comparesNoIssuer: true
            case .needsNoIssuer: found == nil || found == issuer
            default: found.map { $0 == issuer || fault?.takes($0, forIssuer: issuer) == true } ?? false
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
        if fault == .failsOnClosedConnection, isConnected {
            isConnected = false
            throw KeySourceFailure(detail: "the connection was closed")
        }
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
                if fault == .needsContentLength, response.fields["content-length"] == nil {
                    throw CurlRequest.Failure(description: "no Content-Length")
                }
                if fault == .failsOnInterimResponse, response.heads > 1 {
                    throw CurlRequest.Failure(description: "two heads")
                }
                isConnected = response.fields["keep-alive"] != nil
                return response
            } catch {
                if attempt < (fault == .retriesTenTimes ? 10 : 1) { continue }
                throw KeySourceFailure(detail: error.description, isUnclean: fault == .throwsOnTransportError)
            }
        }
        throw KeySourceFailure(detail: "no answer")
    }
}
