import StrictJSON

/// The scanner of the hot path beside jansson: both take a text or neither does, and then it's the same value.
///
/// The input is the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let octets = unsafe UnsafeBufferPointer(start: data, count: count).span
    let judgement = try? JSONParser().parse(octets)
    switch outline.outline.read(octets) {
    case .read:
        guard let judgement else {
            demand(false, "the scanner takes what jansson refuses")
            return 0
        }
        demand(outline.outline.value(of: octets).isIdentical(to: judgement), "the values differ")
    case .refused:
        demand(judgement == nil, "the scanner refuses what jansson takes")
    case .beyond:
        // Every node but the root has at least an octet of its own and a comma, colon or bracket.
        demand(count > outline.outline.capacity, "there is room for the text's values")
    }
    return 0
}

nonisolated(unsafe) private let outline = FuzzedOutline()

private final class FuzzedOutline {
    var outline = JSONOutline(capacity: 1_024)
}

extension JSON {
    /// Whether this is the same value to the octet and the bit: `==` takes canonical equivalents and both zeros for the
    /// same.
    fileprivate func isIdentical(to other: JSON) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let two)): one == two
        case (.number(let one), .number(let two)): one.bitPattern == two.bitPattern
        case (.string(let one), .string(let two)): one.isExactly(two)
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.isIdentical(to: $1) }
        case (.object(let one), .object(let two)):
            one.members.count == two.members.count
                && zip(one.members, two.members).allSatisfy {
                    $0.name.isExactly($1.name) && $0.value.isIdentical(to: $1.value)
                }
        default: false
        }
    }
}
