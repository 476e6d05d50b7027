import CommandLineKit
import Hunt
import JWTConformance
import ReportKit

/// What a hunt found, for people.
struct HuntReport {
    private let document: HuntDocument
    private let spellings: [String: String]
    private let folder: String?
    private let style: TextStyle

    /// How many finds are shown.
    private static let limit = 40

    init(_ document: HuntDocument, spellings: [String: String], folder: String?, style: TextStyle) {
        (self.document, self.spellings, self.folder, self.style) = (document, spellings, folder, style)
    }

    /// The report.
    ///
    /// - Parameter isQuiet: whether the finds are left out.
    /// - Returns: the lines of the report.
    func text(isQuiet: Bool) -> String {
        var lines: [String] = []
        let ranked = document.ranked
        if !isQuiet {
            for cluster in ranked.prefix(Self.limit) { lines += self.lines(of: cluster) + [""] }
            if ranked.count > Self.limit {
                lines += ["\(ranked.count - Self.limit) more; --format json or --resume FOLDER keeps all", ""]
            }
        }
        for part in document.verifiers {
            let rate = part.seconds > 0 ? Int(Double(part.asked) / part.seconds) : 0
            lines.append(
                "\(part.label): answered \(part.asked) tokens, \(rate) a second; differs on \(part.deviations); "
                    + "\(part.skipped) need what it doesn't declare"
            )
        }
        let rate = Int(Double(document.tokens) / max(0.001, document.seconds))
        let contested = document.clusters.count { !$0.contested.isEmpty }
        lines.append(
            "\(document.tokens) tokens in \(Int(document.seconds)) s (\(rate) a second), seed \(document.seed); "
                + "\(document.splits) splits, \(document.explained) of them known; \(document.clusters.count) new clusters"
                + (contested > 0 ? ", \(contested) of them contested by a judge" : "")
                + (document.complete ? "" : "; interrupted")
        )
        if let withheld = document.withheld {
            lines.append("\(withheld.found) of \(withheld.faults) faults of the vectors held back were found again")
            if !isQuiet { lines += withheld.missed.map { "  missed    \($0)" } }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of cluster: Cluster) -> [String] {
        let name = cluster.severity.row.noun.one
        let check = cluster.check.map { " (\($0), \(cluster.requirement ?? ""))" } ?? ""
        let who = cluster.verifiers.joined(separator: ", ").bounded(to: 300)
        var lines = ["\(name): \(who) \(cluster.deviation.words)\(check)"]
        let isAttack = cluster.attacker != .issuer
        lines.append("  made by   \(cluster.attacker.rawValue)\(isAttack ? ", to \(cluster.gain.rawValue)" : "")")
        for label in cluster.verifiers {
            if let words = cluster.answers[label] { lines.append("  answers   \(label): \(words)") }
        }
        if !cluster.others.isEmpty {
            lines.append("  unlike    \(cluster.others.joined(separator: ", ").bounded(to: 300))")
        }
        if !cluster.contested.isEmpty { lines.append("  contested \(cluster.contested.joined(separator: ", "))") }
        if cluster.expect == "either" { lines.append("  room      the RFCs leave room here") }
        let moves = cluster.moves.map(\.rawValue).joined(separator: ", ")
        lines.append("  from      \(cluster.from)\(moves.isEmpty ? "" : ": \(moves)")")
        let find = cluster.find
        lines.append("  token     \((find.token ?? find.tokenOctets?.base64url ?? "").bounded(to: 400))")
        lines.append("  seen      \(cluster.count) times, first as candidate \(cluster.candidate)")
        if let folder, let spelling = cluster.verifiers.lazy.compactMap({ spellings[$0] }).first {
            lines.append(
                "  again     jwt-assay run \(spelling.shellQuoted) --vectors \(folder.shellQuoted) --select \(cluster.id)"
            )
        }
        return lines
    }
}

/// A line on the terminal that says how far a hunt is.
final class HuntProgress: Sendable {
    /// Shows a phase.
    func show(_ text: String) { Terminal.showProgress(text) }

    /// Shows how far the hunt is.
    func observe(_ progress: Campaign.Progress) {
        let left = progress.secondsLeft.map { ", \(max(0, Int($0))) s left" } ?? ""
        Terminal.showProgress(
            "\(progress.tokens) tokens, \(Int(progress.tokensPerSecond))/s\(left), \(progress.splits) splits, "
                + "\(progress.clusters) clusters"
        )
    }

    /// Takes the line away.
    func clear() { Terminal.clearProgress() }
}
