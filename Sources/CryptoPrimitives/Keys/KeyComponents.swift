/// The integers of an RSA key (RFC 8017 section 3), most significant octet first.
package struct RSAComponents: Hashable, Sendable {
    /// The factors of a private key and the values computed from them (RFC 7518 sections 6.3.2.2 to 6.3.2.6).
    package struct Factors: Hashable, Sendable {
        package var p: [UInt8]
        package var q: [UInt8]
        package var dp: [UInt8]
        package var dq: [UInt8]
        package var qi: [UInt8]

        package init(p: [UInt8], q: [UInt8], dp: [UInt8], dq: [UInt8], qi: [UInt8]) {
            self.p = p
            self.q = q
            self.dp = dp
            self.dq = dq
            self.qi = qi
        }
    }

    package var n: [UInt8]
    package var e: [UInt8]
    package var d: [UInt8]?
    package var factors: Factors?

    package init(n: [UInt8], e: [UInt8], d: [UInt8]? = nil, factors: Factors? = nil) {
        self.n = n
        self.e = e
        self.d = d
        self.factors = factors
    }
}

/// The coordinates and the private value of a key on an elliptic curve, most significant octet first.
package struct ECComponents: Hashable, Sendable {
    package var curve: EllipticCurve
    package var x: [UInt8]
    package var y: [UInt8]
    package var d: [UInt8]?

    package init(curve: EllipticCurve, x: [UInt8], y: [UInt8], d: [UInt8]? = nil) {
        self.curve = curve
        self.x = x
        self.y = y
        self.d = d
    }
}

/// An octet key pair of RFC 8037.
package struct OctetKeyComponents: Hashable, Sendable {
    package var curve: OctetKeyCurve
    package var x: [UInt8]
    package var d: [UInt8]?

    package init(curve: OctetKeyCurve, x: [UInt8], d: [UInt8]? = nil) {
        self.curve = curve
        self.x = x
        self.d = d
    }
}
