extension ProofDocument {
    /// The document for people.
    public var text: String {
        var text = table("Checks, and how many vectors prove each", checks)
        text += table("Wrong checks, and how many vectors notice each", mutations)
        text += "Vectors that can't be proved, by reason\n"
        for group in unprovable {
            text += "  \(number(group.vectors.count))  \(group.reason); such as \(group.vectors.first ?? "")\n"
        }
        text += "\n"
        for failure in failures { text += "not proved: \(failure)\n" }
        for hole in holes { text += "hole: no vector proves or notices \(hole)\n" }
        let rejected = proved + unprovable.reduce(0) { $0 + $1.vectors.count } + failures.count
        return text + """
            \(vectors) vectors, of which the strict reference rejects \(rejected): \(proved) proved (\(percentage) %), \
            \(rejected - proved - failures.count) unprovable with a reason, \(failures.count) not proved
            \(checks.count) checks, \(checks.count { $0.count > 0 }) of them needed by a vector; \
            \(mutations.count) wrong checks, \(mutations.count { $0.count > 0 }) of them noticed

            """
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
