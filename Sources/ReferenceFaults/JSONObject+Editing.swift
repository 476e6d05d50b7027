import StrictJSON

// A fault is most often this: the strict check, shown another object than the one that was received.
extension JSONObject {
    /// The object with a member set, in its old place or at the end; without it, for `nil`.
    func setting(_ name: String, to value: JSON?) -> JSONObject {
        var members = members.map { ($0.name, $0.value) }
        let place = members.firstIndex { $0.0.isExactly(name) }
        switch (place, value) {
        case (let place?, let value?): members[place].1 = value
        case (let place?, nil): members.remove(at: place)
        case (nil, let value?): members.append((name, value))
        case (nil, nil): break
        }
        return JSONObject(members)
    }

    /// The object with the members of another that it hasn't.
    func adding(_ other: JSONObject) -> JSONObject {
        other.members.reduce(self) { $0[$1.name] == nil ? $0.setting($1.name, to: $1.value) : $0 }
    }

    /// The object without some members.
    func removing(_ names: some Sequence<String>) -> JSONObject {
        names.reduce(self) { $0.setting($1, to: nil) }
    }

    /// The object with a member put into another form.
    func changing(_ name: String, _ change: (JSON) -> JSON?) -> JSONObject {
        guard let value = self[name] else { return self }
        return setting(name, to: change(value))
    }
}
