extension DecodingError {
    /// What is wrong and at which member, in one line.
    package var oneLine: String { oneLine(in: nil) }

    /// What is wrong, at which member, and of which object if it has an id.
    ///
    /// - Parameter json: the document, to name objects by their ids and to recognise a misspelt member.
    /// - Returns: one line, such as `groups[header/crit].tests[header/crit/unknown] has no member summary`.
    func oneLine(in json: JSONValue?) -> String {
        switch self {
        case .keyNotFound(let key, let context):
            let place = Place(context.codingPath, in: json)
            let near = place.members.nearest(to: key.stringValue).map { "; is \($0) a misspelling of it?" } ?? ""
            return "\(place) has no member \(key.stringValue)\(near)"
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            return "\(Place(context.codingPath, in: json)): \(context.debugDescription)"
        case .dataCorrupted(let context):
            let cause = context.underlyingError.map { " (\($0))" } ?? ""
            return "\(Place(context.codingPath, in: json)): \(context.debugDescription)\(cause)"
        @unknown default: return "\(self)"
        }
    }

    /// Where in a document.
    private struct Place: CustomStringConvertible {
        let description: String
        /// The names of the members there.
        let members: [String]

        init(_ path: [any CodingKey], in json: JSONValue?) {
            var text = ""
            var value = json
            for key in path {
                if let index = key.intValue {
                    let elements = value?.arrayValue ?? []
                    value = elements.indices.contains(index) ? elements[index] : nil
                    text += "[\(value?["id"]?.stringValue?.bounded(to: 128) ?? "\(index)")]"
                } else {
                    value = value?[key.stringValue]
                    text += (text.isEmpty ? "" : ".") + key.stringValue.bounded(to: 64)
                }
            }
            description = text.isEmpty ? "the document" : text
            guard case .object(let object) = value else {
                members = []
                return
            }
            members = object.keys.sorted()
        }
    }
}
