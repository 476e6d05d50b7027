import ArgumentParser
import CommandLineKit
import FoundationEssentials
import JWTConformance
import JWTReports

/// Says which keys and policies to set a gateway up with.
struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Plans which keys and policies to set up on a gateway, to test as much as possible.",
        discussion: """
            A gateway's keys and policies are part of its configuration, so it can be asked only vectors with these keys \
            and policies. Each line is a route to set up: a key, a policy, and how many vectors it makes available, most \
            useful first. Say what your gateway supports, and write the keys and a draft of its description:

              jwt-assay routes --algorithms HS256,RS256,ES256 --policy algorithms,now,issuer,audience --output gateway
              jwt-assay run gateway:gateway/gateway.json

            --policy takes algorithms, unpinned, now, leeway, issuer, issuers, audience, audiences, subject, type, \
            requiredClaims, expectedClaims, understoodCritical, maximumAge, maximumLifetime, revokedTokenIDs and \
            seenTokenIDs. --keys takes jwk (a single key), jwks, text, octets and none.
            """
    )

    @OptionGroup var corpusOptions: CorpusOptions
    @OptionGroup var selection: SelectionOptions

    @Option(help: ArgumentHelp("The algorithms that the gateway supports (default: all).", valueName: "names"))
    var algorithms: String?

    @Option(help: ArgumentHelp("The policy members that it can check.", valueName: "members"))
    var policy = "algorithms,now,leeway,issuer,audience,subject,type,requiredClaims"

    @Option(help: ArgumentHelp("The kinds of keys that it can use.", valueName: "kinds"))
    var keys = "jwk,jwks"

    @Option(help: ArgumentHelp("The highest number of routes; 0 for all.", valueName: "number"))
    var limit = 12

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder to write the keys and gateway.json to; it is created if missing.",
            valueName: "dir"
        )
    )
    var output: String?

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must be a number of routes, or 0 for all") }
        try check(policy, "--policy", known: CapabilityValues.policy.filter { $0 != "singleUse" })
        try check(keys, "--keys", known: CapabilityValues.keys.filter { $0 != "pem" })
    }

    private func check(_ list: String, _ option: String, known: [String]) throws {
        guard let stranger = Self.names(list).first(where: { !known.contains($0) }) else { return }
        let near = known.nearest(to: stranger).map { "; did you mean \($0)?" } ?? ""
        let all = known.sorted().joined(separator: ", ")
        throw ValidationError(
            "unknown value \(stranger.bounded(to: 64)) for \(option)\(near); choose from \(all), separated by commas"
        )
    }

    private static func names(_ list: String) -> [String] {
        list.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
    }

    func run() async throws {
        try await endingOnFailure {
            let corpus = try corpusOptions.load()
            let vectors = try selection.picked(from: corpus.vectors)
            let plan = RoutePlan(
                vectors,
                keys: corpus.keys,
                capabilities: .gateway(
                    algorithms: algorithms.map(Self.names) ?? Self.algorithms(of: vectors),
                    policy: Self.names(policy),
                    keys: Self.names(keys)
                ),
                limit: limit == 0 ? nil : limit
            )
            guard !plan.routes.isEmpty else {
                throw Failure(
                    .nothingSelected,
                    "no vector fits such a gateway; say with --algorithms, --policy and --keys what it "
                        + "can do"
                )
            }
            try Terminal.write(RouteList(plan).text)
            if let output { try write(try GatewayDraft(plan, keys: corpus.keys), to: output) }
            return .asExpected
        }
    }

    /// Every name that a policy pins.
    private static func algorithms(of vectors: [Vector]) -> [String] {
        let names = vectors.flatMap { vector in
            if case .only(let names) = vector.question.policy.algorithms { names } else { [] as [String] }
        }
        return Set(names).sorted()
    }

    private func write(_ draft: GatewayDraft, to folder: String) throws {
        let files = FileManager.default
        if let there = draft.files.first(where: { files.fileExists(atPath: "\(folder)/\($0.path)") }) {
            throw Failure(
                .usage,
                "\(folder)/\(there.path) already exists; name another folder, nothing is overwritten"
            )
        }
        do {
            for (path, content) in draft.files {
                let file = "\(folder)/\(path)"
                let parent = String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.endIndex))
                try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
                try Data(content).write(to: URL(filePath: file))
            }
        } catch {
            throw Failure(.usage, "\(folder) can't be written: \(error.inWords)")
        }
        let verifier = "gateway:\(folder)/\(GatewayDraft.configuration)".shellQuoted
        try Terminal.write(
            """

            \(folder) has the keys, and \(GatewayDraft.configuration): set the routes up, and say there who the gateway \
            is and where. Then type

              jwt-assay run \(verifier)

            """
        )
    }
}
