#ifndef JWT_ASSAY_CLIBCRYPTO_H
#define JWT_ASSAY_CLIBCRYPTO_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

// Swift doesn't import macros that combine other macros.
static inline int jwt_assay_public_key(void) { return EVP_PKEY_PUBLIC_KEY; }
static inline int jwt_assay_key_pair(void) { return EVP_PKEY_KEYPAIR; }
static inline void jwt_assay_free(void *memory) { OPENSSL_free(memory); }

#endif
