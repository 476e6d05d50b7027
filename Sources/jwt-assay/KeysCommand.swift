import ArgumentParser
import CommandLineKit
import Fleet
import FoundationEssentials
import JWTAdapters
import JWTConformance
import JWTReports
import ReportKit

/// Plays scenarios of a key server to clients that fetch keys.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Tests how clients fetch, cache and rotate keys over HTTP.",
        discussion: """
            A key server on loopback plays each scenario: rotations, failures, floods, redirects, false certificates. \
            Every answer and every request of the client is compared with what is expected. A client runs with its \
            defaults, and once more with the options that its documentation recommends.

              jwt-assay keys reference                          the strict client (needs curl)
              jwt-assay keys fleet:keys-pyjwt --select keys/rotation
              jwt-assay keys --fleet keys --format html --output keys.html
              jwt-assay explain keys/rotation/new-key-id fleet:keys-pyjwt

            It needs python3 and openssl.

            \(ExitStatus.help)
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case human, json, markdown, html
    }

    @Argument(help: ArgumentHelp(VerifierArgument.help), transform: VerifierArgument.init(_:))
    var verifiers: [VerifierArgument] = []

    @Option(help: ArgumentHelp("Fleet members: keys, a name or a glob.", valueName: "name"))
    var fleet: [String] = []

    @Option(help: ArgumentHelp("The scenarios whose id is this, begins with it, or matches it.", valueName: "pattern"))
    var select: [String] = []

    @OptionGroup var corpusOptions: CorpusOptions

    @Option(help: "Processes to ask at the same time: most of the time they wait.")
    var jobs = 12

    @Option(help: "The format of the report.")
    var format = Format.human

    @Option(name: [.short, .long], help: ArgumentHelp("Write the report to a file.", valueName: "file"))
    var output: String?

    @ArgumentParser.Flag(help: "Ignore the members' keys-baseline.json.")
    var noBaseline = false

    @ArgumentParser.Flag(help: "Write the keys-baseline.json of each member; reasons that still hold are kept.")
    var writeBaselines = false

    @ArgumentParser.Flag(name: [.short, .long], help: "Leave out progress and the list of deviations.")
    var quiet = false

    @OptionGroup var appearance: AppearanceOptions

    func validate() throws {
        try verifiers.checkDistinct()
        guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
        guard !verifiers.isEmpty || !fleet.isEmpty else {
            throw ValidationError("name at least one client, or use --fleet keys")
        }
    }

    func run() async throws {
        try await endingOnFailure {
            let scenarios = try selected()
            let file = try OutputFile(path: output)
            let members = try fleet.isEmpty ? [] : FleetSelection.members(named: fleet)
            let arguments = verifiers + members.map(VerifierArgument.init).filter { !verifiers.contains($0) }
            let named = try arguments.map { try $0.keyClient() }
            let started = Date.now.ISO8601Format()
            let server = try await KeyServer.started()
            let run = KeyRun(server: server, keys: try corpusOptions.keyRecords(), scenarios: scenarios, jobs: jobs)
            let isQuiet = quiet || file.isFile == false && format != .human
            let (clients, wasInterrupted) = try await Signals.interruptible {
                do {
                    return try await run.clients(named) { client, seconds in
                        if !isQuiet { Terminal.complain("\(client.title): \(Int(seconds)) s") }
                    }
                } catch let failure as KeyServerFailure {
                    throw Failure(.suiteDefect, failure.description)
                }
            }
            await server.finish()
            var document = KeyRunDocument(
                version: Suite.version,
                started: started,
                scenarios: scenarios,
                clients: clients,
                complete: !wasInterrupted
            )
            let stale = try baselines(&document, members: members)
            try file.finish(try text(document, isFile: file.isFile))
            for line in stale { Terminal.complain(line) }
            if wasInterrupted { return .interrupted }
            if document.clients.contains(where: { $0.implementation == nil }) { return .incomplete }
            let isUnlisted = document.clients.contains {
                $0.steps.contains { $0.verdict.isFailure && $0.listed != true }
            }
            return isUnlisted || !stale.isEmpty ? .deviation : .asExpected
        }
    }

    private func selected() throws -> [KeyScenario] {
        let all = try corpusOptions.keyScenarios()
        let patterns = select.map(VectorPattern.init)
        let chosen = all.filter { scenario in patterns.isEmpty || patterns.contains { $0.matches(scenario.id) } }
        guard !chosen.isEmpty else {
            let near = all.map(\.id).nearest(to: select[0]).map { "did you mean \($0)?" }
            throw Failure(.nothingSelected, "no scenario is called \(select[0]); \(near ?? "the ids begin with keys/")")
        }
        return chosen
    }

    private func text(_ document: KeyRunDocument, isFile: Bool) throws -> String {
        switch format {
        case .human:
            KeyRunReport(document, style: isFile ? .plain : Terminal.style(appearance.color)).text(isQuiet: quiet)
        case .json: try JSONText.of(document, isPretty: true) + "\n"
        case .markdown: KeyRunReport(document).markdown
        case .html: KeyRunPage([document]).html
        }
    }

    /// Compares members of the fleet with what is known of them, or writes that down.
    ///
    /// - Returns: what no longer holds.
    private func baselines(_ document: inout KeyRunDocument, members: [FleetMember]) throws -> [String] {
        var stale: [String] = []
        for member in members {
            let path = "\(member.folder)/keys-baseline.json"
            let label = VerifierArgument(member).label
            let own = document.clients.indices.filter { document.clients[$0].label == label }
            let known = try noBaseline ? nil : baseline(at: path)
            if writeBaselines {
                let clients = own.map { document.clients[$0] }
                let baseline = KeyBaseline(describing: clients, in: document.scenarios, keeping: known)
                try OutputFile(path: path).finish(try JSONText.of(baseline, isPretty: true) + "\n")
            } else if let baseline = known {
                for index in own { stale += baseline.compare(with: &document.clients[index]).map { "\(label): \($0)" } }
            }
        }
        return stale
    }

    /// The known deviations of a member; `nil` if it has no baseline.
    private func baseline(at path: String) throws -> KeyBaseline? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let content = try fileContent(at: path)
        do {
            return try KeyBaseline(json: content)
        } catch {
            throw Failure(.usage, "\(path) can't be read as a baseline: \(error.inWords)")
        }
    }
}

extension KeyServer {
    /// The server, or why there is none.
    static func started() async throws -> KeyServer {
        do {
            return try await KeyServer(adapters: AdaptersLocation.directory())
        } catch {
            let words = String(error.standardError.suffix(300)).bounded(to: 300)
            throw Failure(
                .suiteDefect,
                "the key server can't be started; it needs python3 and openssl: \(error) \(words)"
            )
        }
    }
}

extension VerifierArgument {
    /// The client that fetches keys.
    func keyClient() throws -> NamedKeyClient {
        guard let command else {
            guard text == "reference" else {
                throw Failure(
                    .usage,
                    "\(text.bounded(to: 128)) fetches no keys; name an adapter that declares jwks-url"
                )
            }
            return NamedKeyClient(label: text) { StrictKeyClient() }
        }
        return NamedKeyClient(label: label) { StdioKeyClient(command: command) }
    }
}
