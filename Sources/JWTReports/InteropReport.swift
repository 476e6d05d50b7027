package import JWTConformance
package import ReportKit

/// Who verifies whose tokens, for people: a matrix of signers and verifiers, then the tokens that weren't accepted.
package struct InteropReport {
    private let document: InteropDocument
    private let counts: InteropMatrix
    private let style: TextStyle

    /// Prepares the text.
    package init(_ document: InteropDocument, style: TextStyle = .plain) {
        self.document = document
        counts = InteropMatrix(document)
        self.style = style
    }

    /// The text, each line ended by a line feed.
    package var text: String {
        var lines = [style.bold("row signs, column verifies: algorithms accepted, of those that both declare")]
        lines += matrix
        lines += participants
        lines += misunderstandings
        lines.append(conclusion)
        return lines.map { $0 + "\n" }.joined()
    }

    private var names: [String] { counts.names }

    private var matrix: [String] {
        let columns = document.participants.indices
        let width = (names.map(\.columns).max() ?? 0) + 4
        let header = "".padded(to: width) + columns.map { "\($0 + 1)".leftPadded(to: 6) }.joined()
        let rows = columns.map { signer in
            let cells = columns.map { verifier -> String in
                let cell = counts.cells[signer][verifier]
                let text = cell.asked == 0 ? "·" : "\(cell.accepted)/\(cell.asked)"
                let padded = text.leftPadded(to: 6)
                return cell.refused.isEmpty ? padded : style.warning(padded)
            }
            return "\("\(signer + 1)".leftPadded(to: 2))  \(names[signer])".padded(to: width) + cells.joined()
        }
        return [header] + rows
    }

    private var participants: [String] {
        document.participants.flatMap { participant in
            (participant.detail.map { ["\(participant.label) COULD NOT BE RUN: \($0)"] } ?? [])
                + (participant.incidents ?? []).map { "\(participant.label) PROGRAM FAULT: \($0)" }
        }
    }

    /// What isn't understood, the algorithms together that the same signer and the same verifiers are at odds over.
    private var misunderstandings: [String] {
        var order: [[String]] = []
        var algorithms: [[String]: [String]] = [:]
        for row in document.rows {
            if row.token == nil, !row.isSkipped {
                let parties = [names[row.signer], "no token (\((row.detail ?? "").bounded(to: 160)))"]
                if algorithms[parties] == nil { order.append(parties) }
                algorithms[parties, default: []].append(row.algorithm)
                continue
            }
            let answers = zip(names, row.verifications).filter { !$1.outcome.isExpected }
                .map { "\($0) (\($1.outcome.rawValue))" }
            guard !answers.isEmpty else { continue }
            let parties = [names[row.signer], "not accepted by " + answers.joined(separator: ", ")]
            if algorithms[parties] == nil { order.append(parties) }
            algorithms[parties, default: []].append(row.algorithm)
        }
        return order.map { parties in
            "  \(algorithms[parties, default: []].joined(separator: " ")) of \(parties[0]): \(parties[1])"
        }
    }

    private var conclusion: String {
        let ending = document.complete ? "" : style.warning("INCOMPLETE: interrupted. ")
        let tokens = document.rows.count { $0.token != nil }
        return ending + "\(tokens) tokens, \(document.asked) verifications, "
            + "\(document.misunderstandings) not accepted, \(document.failures) not signed"
            + (document.incidents == 0 ? "" : ", " + document.incidents.counted("program fault"))
    }
}
