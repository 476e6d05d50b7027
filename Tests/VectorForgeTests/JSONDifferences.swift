import JWTConformance

extension JSONValue {
    /// Where this value differs from another, as paths with what stands there.
    func differences(from other: JSONValue, at path: String = "$") -> [String] {
        switch (self, other) {
        case (.object(let members), .object(let others)):
            return Set(members.keys).union(others.keys).sorted().flatMap { name -> [String] in
                switch (members[name], others[name]) {
                case (let value?, let counterpart?): value.differences(from: counterpart, at: "\(path).\(name)")
                case (_?, nil): ["\(path).\(name) is lost"]
                case (nil, _): ["\(path).\(name) is added"]
                }
            }
        case (.array(let elements), .array(let others)) where elements.count == others.count:
            return zip(elements, others).enumerated().flatMap { position, pair in
                pair.0.differences(from: pair.1, at: "\(path)[\(position)]")
            }
        default:
            return self == other ? [] : ["\(path) is otherwise"]
        }
    }
}
