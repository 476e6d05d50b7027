import FoundationEssentials
import JWTAdapters
import JWTConformance
import Testing

extension KeyClientFault {
    /// The step that is there to notice it.
    fileprivate var noticedBy: String {
        switch self {
        case .keepsNothing: "cache/first-use/second"
        case .cachesByOriginAlone: "issuers/two-sets/second"
        case .ignoresPortOfAddress: "issuers/other-port/second"
        case .ignoresQueryOfAddress: "issuers/query/second"
        case .sharesValidators: "issuers/same-etag/second"
        case .validatorOutlivesAddress: "discovery/moved-etag/after"
        case .overflowEndsAtOnce: "cache/odd-headers/ten"
        case .believesZeroMaxAge: "cache/max-age-zero/twenty"
        case .ignoresAge: "cache/age/later"
        case .everyoneRefreshes: "cache/at-once/expired"
        case .rejectsWhileFetching: "rotation/at-once/all"
        case .asksForEveryTokenWhileDown: "flood/retry-storm/down"
        case .sharesUnknownKeyIDs: "issuers/unknown-elsewhere/second"
        case .sharesAllowanceOfIssuers: "issuers/flood/second"
        case .failureRenewsLifetime: "outage/warm/days"
        case .sharesFailureOfIssuers: "issuers/outage/second"
        case .inflatesWithoutLimit: "outage/bomb/cold"
        case .needsContentLength: "cache/chunked/first"
        case .failsOnInterimResponse: "cache/interim/first"
        case .failsOnClosedConnection: "outage/idle-connection/refreshed"
        case .foldsCaseOfKeyIDs: "set/similar-key-ids/case"
        case .trimsKeyIDs: "set/similar-key-ids/space"
        case .cutsKeyIDs: "set/similar-key-ids/long"
        case .readsKeyIDsAsNumbers: "set/similar-key-ids/number"
        case .normalizesKeyIDs: "set/similar-key-ids/unicode"
        case .usesCredentialsOfRedirects: "redirect/with-credentials/redirect"
        case .sendsTokenInQuery: "cache/first-use/first"
        case .asksForKeyByID: "flood/hostile-key-ids/by-id"
        case .postsForKeys: "cache/first-use/first"
        case .comparesIssuerWithoutCase: "discovery/issuer-case/case"
        case .comparesBeginningOfIssuer: "discovery/issuer-beginning/beginning"
        case .comparesIssuerWithoutPort: "discovery/issuer-port/port"
        case .comparesIssuerOfTokenWithoutSlash: "issuers/spelling/slash"
        case .comparesIssuerOfTokenWithoutCase: "issuers/spelling/case"
        case .comparesBeginningOfIssuerOfToken: "issuers/spelling/beginning"
        case .comparesIssuerOfTokenWithoutPort: "issuers/spelling/port"
        case .followsMetadataElsewhere: "discovery/redirect/elsewhere"
        case .keepsForever: "cache/lifetime/after"
        case .believesAnyMaxAge: "cache/max-age-huge/days"
        case .everyoneFetches: "cache/at-once/cold"
        case .mergesSets: "rotation/old-key-retired/gone"
        case .keepsFirstUnderKeyID: "rotation/same-key-id/new"
        case .sharesKeysOfIssuers: "issuers/two-sets/crossed"
        case .cachesByKeyIDAlone: "issuers/same-key-id/second"
        case .ignoresEmptySet: "rotation/emergency/empty"
        case .emptiesOnNotModified: "cache/etag/unchanged"
        case .ignoresChangeAfterETag: "cache/etag/changed"
        case .failsOnOddHeaders: "cache/odd-headers/negative"
        case .neverLooksAgain: "rotation/new-key-id/at-once"
        case .looksAgainForEveryToken: "flood/unknown-key-ids/flood"
        case .looksAgainForBadSignatures: "flood/bad-signatures/flood"
        case .remembersUnknownForever: "rotation/appears-later/appears"
        case .neverRefillsItsAllowance: "flood/unknown-key-ids/rotation"
        case .spentAllowanceRejectsAll: "flood/unknown-key-ids/known"
        case .retriesTenTimes: "outage/reset/cold"
        case .failureEmptiesCache: "outage/warm/kept"
        case .badBodyEmptiesCache: "outage/html/kept"
        case .staleForever: "outage/warm/days"
        case .firstFailureIsFinal: "outage/cold/recovered"
        case .readsBodyOfServerError: "outage/set-under-500/cold"
        case .readsBodyOfClientError: "outage/set-under-404/cold"
        case .throwsOnStatus: "outage/not-found/cold"
        case .throwsOnNotModified: "cache/not-modified/cold"
        case .throwsOnBadJSON: "outage/html/cold"
        case .throwsOnEmptyBody: "outage/empty/cold"
        case .throwsOnKeysNull: "outage/keys-null/cold"
        case .throwsOnTransportError: "outage/closed/cold"
        case .noTimeout: "outage/silence/cold"
        case .timeoutBetweenOctets: "outage/drip/cold"
        case .noSizeLimit: "outage/huge/cold"
        case .believesContentLength: "outage/huge/endless"
        case .insistsOnContentType: "outage/content-type/jwk-set"
        case .unknownTypeLosesSet: "set/unknown-kty/good"
        case .unknownCurveLosesSet: "set/unknown-crv/good"
        case .missingMemberLosesSet: "set/missing-members/good"
        case .missingKeyIDLosesSet: "set/without-kid/good"
        case .unknownMemberLosesSet: "set/other-members/good"
        case .ignoresUse: "set/encryption-key/under-it"
        case .ignoresKeyOperations: "set/key-ops/under-it"
        case .ignoresKeyAlgorithm: "set/other-alg/under-it"
        case .acceptsPublishedSecret: "set/symmetric/under-it"
        case .throwsOnOddKeyID: "flood/hostile-key-ids/number"
        case .followsToOtherOrigins: "redirect/other-origin/redirect"
        case .followsToHTTP: "redirect/to-http/redirect"
        case .followsForever: "redirect/loop/redirect"
        case .checksNoCertificate: "tls/foreign-authority/first"
        case .sendsToken: "cache/first-use/first"
        case .asksAddressInKeyID: "flood/hostile-key-ids/address"
        case .followsJKU: "injection/jku/injected"
        case .asksX5U: "injection/x5u/injected"
        case .trustsEmbeddedKey: "injection/jwk/injected"
        case .discoversIssuerOfToken: "injection/iss/injected"
        case .comparesNoIssuer: "discovery/issuer-mismatch/other"
        case .comparesIssuerWithoutSlash: "discovery/issuer-slash/slash"
        case .needsNoIssuer: "discovery/issuer-missing/missing"
        case .throwsOnMissingAddress: "discovery/no-jwks-uri/missing"
        case .acceptsHTTPAddress: "discovery/http-jwks-uri/downgrade"
        case .insistsOnOrigin: "discovery/other-origin/elsewhere"
        case .asksMetadataEveryTime: "discovery/first-use/second"
        case .metadataFailureIsFinal: "discovery/metadata-fails/recovered"
        }
    }
}

extension KeyScenario: CustomTestStringConvertible {
    /// Its id, by which test output names it.
    public var testDescription: String { id }
}

/// The scenarios are proved as the vectors are: the strict client passes, and a client with one fault is noticed by the step
/// that is meant for it.
@Suite(.timeLimit(.minutes(5)))
struct KeyClientFaultTests {
    @Test(arguments: try KeyScenario.all(in: CorpusLocation.sourceDirectory))
    func `the strict client passes`(_ scenario: KeyScenario) async throws {
        let records = try await KeyStage.shared.play(scenario, to: StrictKeyClient())
        #expect(records.count == scenario.steps.count)
        for record in records {
            #expect(
                [.pass, .recorded].contains(record.verdict),
                "\(record.id): \(record.verdict.rawValue) \(record.detail ?? "")"
            )
        }
    }

    @Test(arguments: KeyClientFault.allCases)
    func `a client with a fault is noticed by the step meant for it`(_ fault: KeyClientFault) async throws {
        let step = "keys/\(fault.noticedBy)"
        let scenarios = try KeyScenario.all(in: CorpusLocation.sourceDirectory)
        let scenario = try #require(scenarios.first { step.hasPrefix($0.id + "/") })
        let records = try await KeyStage.shared.play(scenario, to: StrictKeyClient(fault: fault))
        // A step that nothing demands records what it finds.
        let first = try #require(
            records.first { $0.verdict.isFailure || $0.verdict == .recorded && $0.id == step },
            "not noticed"
        )
        #expect(first.id == step, "\(first.verdict.rawValue) \(first.detail ?? "")")
    }

    /// A step that the strict client doesn't pass proves nothing.
    @Test(arguments: KeyClientFault.allCases)
    func `the strict client passes the step that is meant for a fault`(_ fault: KeyClientFault) async throws {
        let step = "keys/\(fault.noticedBy)"
        let scenarios = try KeyScenario.all(in: CorpusLocation.sourceDirectory)
        let scenario = try #require(scenarios.first { step.hasPrefix($0.id + "/") })
        guard scenario.steps.contains(where: { $0.level == .info }) else { return }
        let records = try await KeyStage.shared.play(scenario, to: StrictKeyClient())
        #expect(records.first { $0.id == step }?.verdict == .pass)
    }

    @Test func `there are at least 25 scenarios with 120 steps, and 40 faults`() throws {
        let scenarios = try KeyScenario.all(in: CorpusLocation.sourceDirectory)
        #expect(scenarios.count >= 25)
        #expect(scenarios.map(\.steps.count).reduce(0, +) >= 120)
        #expect(KeyClientFault.allCases.count >= 40)
    }
}

/// The key server that all tests share; it ends with the test process, whose input it reads.
actor KeyStage {
    static let shared = KeyStage()

    private var starting: Task<KeyServer, any Error>?
    private var count = 0

    /// Plays a scenario with a name of its own.
    func play(_ scenario: KeyScenario, to client: some KeyClient) async throws -> [KeyRunDocument.StepRecord] {
        let task = starting ?? Task { try await KeyServer(adapters: Self.adapters) }
        starting = task
        count += 1
        let name = "t\(count)"
        let server = try await task.value
        let keys = try KeyRecord.all(in: CorpusLocation.sourceDirectory)
        let player = KeyPlayer(server: server, keys: keys)
        return try await player.play(
            scenario,
            to: client,
            named: name,
            profile: try await client.profile(),
            options: .default
        )
    }

    private static let adapters =
        CorpusLocation.sourceDirectory.replacing("/Vectors", with: "/scripts/adapters")
}
