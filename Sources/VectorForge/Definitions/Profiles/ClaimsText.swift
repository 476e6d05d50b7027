/// A claims set in the making: members in order, each with the JSON text of its value.
struct ClaimsText {
    private var members: [(name: String, value: String)]

    /// Begins a claims set.
    init(_ members: KeyValuePairs<String, String>) {
        self.members = members.map { ($0.key, $0.value) }
    }

    /// The JSON text of a claim's value, if the claim is there.
    func value(of name: String) -> String? {
        members.first { $0.name == name }?.value
    }

    /// The claims set with another value of a claim, or with a claim more.
    func with(_ name: String, _ value: String) -> ClaimsText {
        var changed = self
        if let position = members.firstIndex(where: { $0.name == name }) {
            changed.members[position].value = value
        } else {
            changed.members.append((name, value))
        }
        return changed
    }

    /// The claims set with a claim fewer.
    func without(_ name: String) -> ClaimsText {
        var changed = self
        changed.members.removeAll { $0.name == name }
        return changed
    }

    /// The claims set with the claims of another that it doesn't have itself.
    func filled(from other: ClaimsText) -> ClaimsText {
        other.members.reduce(self) { claims, member in
            claims.members.contains { $0.name == member.name } ? claims : claims.with(member.name, member.value)
        }
    }

    /// The JSON text.
    var text: String {
        "{\(members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ","))}"
    }
}
