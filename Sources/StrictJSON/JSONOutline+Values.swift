// The values of a text that was read; the octets are those that were read.
extension JSONOutline {
    /// Makes the value of a node.
    ///
    /// - Parameters:
    ///   - index: the node; the root is the first.
    ///   - octets: the text that this is the outline of.
    /// - Returns: the value, with all that is in it.
    package func value(at index: Int = 0, of octets: Span<UInt8>) -> JSON {
        let node = self[index]
        switch node.kind {
        case .null: return .null
        case .no: return .bool(false)
        case .yes: return .bool(true)
        case .number: return .number(node.number)
        case .string: return .string(text(of: node, octets))
        case .array:
            var elements: [JSON] = []
            var element = index + 1
            while element < Int(node.next) {
                elements.append(value(at: element, of: octets))
                element = Int(self[element].next)
            }
            return .array(elements)
        case .object:
            var members: [JSONObject.Member] = []
            var name = index + 1
            while name < Int(node.next) {
                let value = value(at: name + 1, of: octets)
                members.append(JSONObject.Member(name: text(of: self[name], octets), value: value))
                name = Int(self[name + 1].next)
            }
            return .object(JSONObject(members: members))
        }
    }

    private func text(of node: Node, _ octets: Span<UInt8>) -> String {
        let raw = octets.extracting(node.range)
        if node.isEscaped { return String(decoding: JSONEscapes.unescaped(raw), as: UTF8.self) }
        return unsafe raw.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
