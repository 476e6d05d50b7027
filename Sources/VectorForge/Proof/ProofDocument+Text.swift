import JWTConformance

extension ProofDocument {
    /// The document for people.
    public var text: String {
        var text = table("Checks, and how many vectors prove each", checks)
        text += table("Wrong checks, and how many vectors notice each", mutations)
        text += attackTable
        text += "Vectors that can't be proved, by reason\n"
        for group in unprovable {
            text += "  \(number(group.vectors.count))  \(group.reason); such as \(group.vectors.first ?? "")\n"
        }
        text += "\n"
        for failure in failures { text += "not proved: \(failure)\n" }
        for hole in holes { text += "hole: no vector proves or notices \(hole)\n" }
        let rejected = proved + unprovable.reduce(0) { $0 + $1.vectors.count }
        return text + """
            \(vectors) vectors, of which the strict reference rejects \(rejected): \(proved) proved (\(percentage) %), \
            \(rejected - proved) unprovable with a reason; \(failures.count) faults of proofs
            \(checks.count) checks, \(checks.count { $0.count > 0 }) of them needed by a vector; \
            \(mutations.count) wrong checks, \(mutations.count { $0.count > 0 }) of them noticed

            """
    }

    /// Attacker, gain and severity, with the vectors and an example of each.
    private var attackTable: String {
        func column(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        let heading = "Who can make the tokens that must be rejected, what for, and how grave it is to accept them\n"
        let lines = attacks.map { row in
            let kind =
                column(row.attacker.rawValue, 9) + column(row.gain.rawValue, 9) + column(row.severity.rawValue, 16)
            return "  \(number(row.count)) + \(number(row.signCount)) to sign  \(kind)\(row.example)\n"
        }
        return heading + lines.joined() + "\n"
    }

    private var percentage: String {
        let tenths = Int(share * 1000)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func table(_ title: String, _ rows: [Row]) -> String {
        let width = rows.map(\.id.count).max() ?? 0
        let lines = rows.map { row in
            let id = row.id + String(repeating: " ", count: width - row.id.count)
            let example = row.example ?? row.exemption.map { "none: \($0)" } ?? "NONE"
            return "  \(number(row.count))  \(id)  \(row.summary)\n        \(example)\n"
        }
        return title + "\n" + lines.joined() + "\n"
    }

    private func number(_ count: Int) -> String {
        let digits = String(count)
        return String(repeating: " ", count: max(0, 4 - digits.count)) + digits
    }
}
