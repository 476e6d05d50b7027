/// The structure of a JSON text (RFC 8259): where each value is and its type, found in one pass and without a tree.
///
/// The strict parser of the hot path; tests hold it equal to ``JSONParser``, which is jansson's. It belongs to one worker and
/// keeps its memory from one text to the next.
@safe package struct JSONOutline: ~Copyable {
    /// The outcome of reading a text.
    package enum Outcome: Hashable, Sendable {
        /// It's JSON that a token may contain, and the outline is that of it.
        case read
        /// It isn't; why, ``JSONParser`` says.
        case rejected
        /// It has more values than there is room for, and may be JSON or not.
        case beyond
    }

    /// What kind of value this is.
    package enum Kind: Hashable, Sendable {
        case null, no, yes, number, string, array, object
    }

    /// A value, or the name of a member, which comes before the member's value.
    package struct Node: Sendable {
        /// What it is.
        package let kind: Kind
        /// Whether a string has an escape in it, so that its octets aren't yet its text.
        package let isEscaped: Bool
        /// Where it begins; for a string, after its quotation mark.
        package let start: Int32
        /// Where it ends; a string before its quotation mark.
        package internal(set) var end: Int32
        /// The node after this value and everything in it.
        package internal(set) var next: Int32
        /// The nearest double, if this is a number.
        package let number: Double

        /// Where it stands in the text; a string without its quotation marks.
        @inlinable package var range: Range<Int> { unsafe Range(uncheckedBounds: (Int(start), Int(end))) }
    }

    /// How many values and names there is room for.
    package let capacity: Int
    /// How many there are.
    package private(set) var count = 0
    private let nodes: UnsafeMutablePointer<Node>

    /// Makes room.
    ///
    /// - Parameter capacity: how many values and names; a text with more is ``Outcome/beyond`` it.
    package init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
        unsafe nodes = .allocate(capacity: self.capacity)
    }

    deinit {
        // A node is plain memory.
        unsafe nodes.deallocate()
    }

    /// A node, counted from the root.
    subscript(index: Int) -> Node {
        precondition(index >= 0 && index < count)
        return unsafe nodes[index]
    }

    /// Judges the nodes, in the order of the text: the root first, each name before its value.
    ///
    /// All at once, since each call into this module costs as much as looking at a node.
    package func satisfies(_ predicate: (Span<Node>) -> Bool) -> Bool {
        let nodes = unsafe UnsafeBufferPointer(start: nodes, count: count)
        return unsafe predicate(nodes.span)
    }

    /// Reads a text in place of the last one.
    ///
    /// - Parameters:
    ///   - octets: any octets.
    ///   - maximumDepth: how many arrays and objects may stand inside one another.
    /// - Returns: the outcome; the outline is empty if the text couldn't be read.
    package mutating func read(_ octets: Span<UInt8>, maximumDepth: Int = 64) -> Outcome {
        count = 0
        guard octets.count < Int(Int32.max) else { return .beyond }
        return unsafe octets.withUnsafeBufferPointer { octets in
            var scanner = unsafe JSONScanner(octets, nodes: UnsafeMutableBufferPointer(start: nodes, count: capacity))
            let isJSON = scanner.scan(maximumDepth: maximumDepth)
            guard !scanner.isFull else { return .beyond }
            guard isJSON else { return .rejected }
            count = scanner.nodeCount
            return .read
        }
    }
}
