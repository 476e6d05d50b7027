/// Distinct octet strings that are used one after another, starting over at the end.
///
/// They are so many that no cache or branch predictor knows the next answer. They lie in one buffer, so that taking
/// the next costs no reference count, which two workers would otherwise pass to and fro.
package struct Ring: Sendable {
    /// Every element's octets, one element after the other.
    package let octets: [UInt8]
    private let ends: [Int]

    /// Lays octet strings in a row.
    package init(_ elements: some Sequence<[UInt8]>) {
        var octets: [UInt8] = []
        var ends: [Int] = []
        for element in elements {
            octets += element
            ends.append(octets.count)
        }
        self.octets = octets
        self.ends = ends
    }

    /// The number of elements.
    package var count: Int { ends.count }

    /// Where an element lies in ``octets``.
    @inline(__always)
    package func range(at index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// A copy of an element.
    package subscript(index: Int) -> [UInt8] { Array(octets[range(at: index)]) }

    /// The length of the middle element, in octets.
    package var medianOctetCount: Int {
        let lengths = (0..<count).map { range(at: $0).count }.sorted()
        return lengths.isEmpty ? 0 : lengths[lengths.count / 2]
    }
}
