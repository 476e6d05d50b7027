package import JWTConformance
package import ReportKit

/// How clients that fetch keys did, for people.
package struct KeyRunReport {
    private let document: KeyRunDocument
    private let style: TextStyle

    /// Prepares the report.
    package init(_ document: KeyRunDocument, style: TextStyle = .plain) {
        (self.document, self.style) = (document, style)
    }

    /// The verdicts that are counted, the gravest first.
    static let counted = KeyStepVerdict.allCases.filter(\.isFailure)

    /// For a terminal.
    ///
    /// - Parameter isQuiet: whether the deviations are left out.
    /// - Returns: what fails, by client, then a line for each client and the counts.
    package func text(isQuiet: Bool = false) -> String {
        var lines = isQuiet ? [] : document.clients.flatMap(deviations)
        lines += summary.lines
        let count = document.scenarios.map(\.steps.count).reduce(0, +)
        let end = document.complete ? "" : "; INCOMPLETE: interrupted"
        lines.append("\(document.scenarios.count) scenarios, \(count) steps" + end)
        return lines.map { $0 + "\n" }.joined()
    }

    /// The table of clients and verdicts.
    var summary: Table {
        var columns: [Table.Column] = [.left("client"), .right("asked"), .right("pass")]
        columns += Self.counted.map { .right($0.rawValue) } + [.right("requests")]
        let rows = document.clients.map { client -> [String] in
            if let detail = client.detail { return [client.title, "could not be run: \(detail)"] }
            let asked = client.steps.filter { $0.verdict != .skipped }
            let counts = ([.pass] + Self.counted).map { verdict in asked.count { $0.verdict == verdict } }
            let requests = asked.flatMap(\.requests.values).reduce(0, +)
            return [client.title, "\(asked.count)"] + counts.map { $0 == 0 ? "·" : "\($0)" } + ["\(requests)"]
        }
        return Table("Keys over HTTP", columns, rows: rows)
    }

    private func deviations(of client: KeyRunDocument.Client) -> [String] {
        let failing = client.steps.filter { $0.verdict.isFailure && $0.listed != true }
        guard !failing.isEmpty else { return [] }
        let lines = failing.map { record in
            style.broken("  \(record.verdict.rawValue)  \(record.id): \(record.detail ?? "")", indent: 4)
        }
        return [style.bold(client.title)] + lines + [""]
    }

    /// For a pull request or a wiki.
    package var markdown: String {
        var lines = ["## Keys over HTTP", ""] + summary.markdownLines + [""]
        lines +=
            ["Steps that failed of those asked, and requests for keys, by topic:", ""] + topics.markdownLines + [""]
        lines += Self.counted.map { "- **\($0.rawValue)**: \($0.meaning)" }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The topics of the scenarios, in their order.
    private var topicNames: [String] {
        document.scenarios.map { Self.topic(of: $0.id) }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    private static func topic(of id: String) -> String {
        id.split(separator: "/").dropFirst().first.map(String.init) ?? id
    }

    /// Clients and topics: failed of asked, and the requests for sets and metadata.
    var topics: Table {
        let rows = document.clients.filter { $0.detail == nil }.map { client in
            [client.title]
                + topicNames.map { topic in
                    let asked = client.steps.filter { Self.topic(of: $0.id) == topic && $0.verdict != .skipped }
                    let failed = asked.count { $0.verdict.isFailure }
                    let requests = asked.flatMap(\.requests.values).reduce(0, +)
                    return asked.isEmpty ? "–" : "\(failed)/\(asked.count) \(requests)f"
                }
        }
        return Table("Topics", [.left("client")] + topicNames.map { .right($0) }, rows: rows)
    }
}
