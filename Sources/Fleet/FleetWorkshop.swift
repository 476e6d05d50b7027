import FoundationEssentials
import JWTConformance
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Makes members of the fleet ready: installs their packages and builds them.
///
/// Each step can be repeated and does only what is missing. If a member fails, the others go on.
package struct FleetWorkshop: Sendable {
    /// What became of a member.
    package enum Outcome: Hashable, Sendable {
        case ready
        /// Why not, and where to look.
        case failed(String)

        /// Why not.
        package var failure: String? {
            guard case .failed(let reason) = self else { return nil }
            return reason
        }
    }

    /// Where logs are kept.
    package let logs: String
    private let directory: String
    private let packages: DebianPackages

    /// A workshop for the adapters of a folder.
    ///
    /// - Parameter directory: the folder of the adapters; for logs, see ``EnvironmentsLocation``.
    package init(directory: String = AdaptersLocation.directory()) {
        self.directory = directory
        logs = EnvironmentsLocation.directory(adapters: directory) + "/logs"
        packages = DebianPackages(log: "\(logs)/apt-get.log")
    }

    /// The newest version of each member's library that its source has; those that can't be asked are missing.
    package func newestVersions(of members: [FleetMember]) async -> [FleetMember.ID: String] {
        // A suite is asked once about all of its packages, every other registry about one name at a time.
        var questions: [[String]: [(FleetMember.ID, name: String)]] = [:]
        for member in members {
            guard let source = member.manifest.source else { continue }
            let isDebian = source.registry == .debian
            let question = [source.registry.rawValue, member.suite ?? ""] + (isDebian ? [] : [source.name])
            questions[question, default: []].append((member.id, source.name))
        }
        return await withTaskGroup(of: [FleetMember.ID: String].self) { group in
            var remaining = questions.makeIterator()
            func startNext() {
                guard let (question, asked) = remaining.next() else { return }
                group.addTask {
                    let found = await newest(question.prefix(2) + Set(asked.map(\.name)).sorted())
                    let pairs = asked.compactMap { id, name in found[name].map { (id, $0) } }
                    return Dictionary(pairs) { first, _ in first }
                }
            }
            for _ in 0..<4 { startNext() }
            var versions: [FleetMember.ID: String] = [:]
            for await found in group {
                versions.merge(found) { $1 }
                startNext()
            }
            return versions
        }
    }

    /// The releases of a member's library that its registry has, the oldest first; `nil`: its builder can't list them.
    package func releases(of member: FleetMember) async -> [String]? {
        guard let source = member.manifest.source, source.registry == .pypi else { return nil }
        let result = try? await Subprocess.run(
            .path(FilePath("\(directory)/builders/python/versions")),
            arguments: [source.name],
            output: .string(limit: 1 << 16),
            error: .discarded
        )
        return result?.standardOutput.split(whereSeparator: \.isNewline).map { String($0).bounded(to: 64) }
    }

    /// The newest versions that the script of the builders prints, by name.
    private func newest(_ arguments: [String]) async -> [String: String] {
        let result = try? await Subprocess.run(
            .path(FilePath("\(directory)/builders/newest")),
            arguments: Arguments(arguments),
            output: .string(limit: 1 << 16),
            error: .discarded
        )
        let lines = result?.standardOutput.split(whereSeparator: \.isNewline).map { $0.split(separator: "\t") } ?? []
        let pairs = lines.filter { $0.count == 2 }.map { (String($0[0]), String($0[1]).bounded(to: 64)) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The log of a member's build.
    package func log(of member: FleetMember) -> String { "\(logs)/\(member.id).log" }

    /// Which packages each member lacks.
    package func missingPackages(of members: [FleetMember]) async -> [FleetMember.ID: [String]] {
        let missing = Set(await packages.missing(among: members.flatMap(\.packages)))
        return Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.packages.filter(missing.contains)) })
    }

    /// The installed versions of the members' packages.
    package func packageVersions(of members: [FleetMember]) async -> [String: String] {
        await packages.versions(of: members.flatMap(\.packages)) ?? [:]
    }

    /// Installs the packages of all members at once; if that fails, of each member separately.
    ///
    /// - Parameters:
    ///   - members: whose packages.
    ///   - progress: called with each step.
    /// - Returns: what became of each.
    package func install(
        _ members: [FleetMember],
        progress: @Sendable (String) -> Void = { _ in }
    ) async -> [FleetMember.ID: Outcome] {
        let missing = await packages.missing(among: members.flatMap(\.packages))
        if !missing.isEmpty {
            progress("installing \(missing.joined(separator: " "))")
            // Without a fresh list, apt-get may still find the packages on the machine.
            let unlisted = await packages.update()
            if await packages.install(missing) != nil, !Task.isCancelled {
                if let unlisted { progress(unlisted) }
                progress("the packages can't be installed together; trying one adapter at a time")
            }
        }
        var outcomes: [FleetMember.ID: Outcome] = [:]
        for member in members {
            let still = await packages.missing(among: member.packages)
            let failure = Task.isCancelled ? "interrupted" : await packages.install(still)
            outcomes[member.id] = failure.map(Outcome.failed) ?? .ready
        }
        return outcomes
    }

    /// Builds members, some at a time.
    ///
    /// - Parameters:
    ///   - members: whom; who has nothing to build is ready.
    ///   - jobs: how many at a time.
    ///   - seconds: how long one may take.
    ///   - progress: called with each as it ends, with the seconds that it took.
    /// - Returns: what became of each.
    package func build(
        _ members: [FleetMember],
        jobs: Int,
        seconds: Double = 1200,
        progress: @escaping @Sendable (FleetMember, Outcome, _ seconds: Double) -> Void = { _, _, _ in }
    ) async -> [FleetMember.ID: Outcome] {
        await withTaskGroup(of: (FleetMember.ID, Outcome).self) { group in
            var remaining = members.makeIterator()
            func startNext() {
                guard !Task.isCancelled, let member = remaining.next() else { return }
                group.addTask {
                    let start = ContinuousClock.now
                    let outcome = await build(member, seconds: seconds)
                    progress(member, outcome, (ContinuousClock.now - start) / .seconds(1))
                    return (member.id, outcome)
                }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var outcomes: [FleetMember.ID: Outcome] = [:]
            for await (id, outcome) in group {
                outcomes[id] = outcome
                startNext()
            }
            for member in members where outcomes[member.id] == nil { outcomes[member.id] = .failed("interrupted") }
            return outcomes
        }
    }

    private func build(_ member: FleetMember, seconds: Double) async -> Outcome {
        guard let command = member.buildCommand else { return .ready }
        let log = log(of: member)
        try? FileManager.default.removeItem(atPath: log)
        let failure = await withTaskGroup(of: String?.self) { group in
            group.addTask { await LoggedCommand(command: command, log: log).run() }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                return Task.isCancelled ? "interrupted" : "stopped after \(Int(seconds)) s"
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        guard let failure else { return .ready }
        let last = lastLine(of: log).map { ": \($0)" } ?? ""
        return .failed("the build failed (\(failure))\(last); the whole log is \(log)")
    }

    /// The last line of a log, if there is one.
    func lastLine(of log: String) -> String? {
        guard let content = FileManager.default.contents(atPath: log) else { return nil }
        let line = String(decoding: content.suffix(4096), as: UTF8.self).split(whereSeparator: \.isNewline).last
        return line.map { String($0).bounded(to: 200) }
    }
}
