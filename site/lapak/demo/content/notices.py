"""Notices of the demo shop. The five points of the health protocol follow the Ministry of Health's 5M campaign of 2021
(KMK HK.01.07/MENKES/382/2020 for public places); the emergency ended in June 2023, so it is one notice among others.
"""

HEALTH = {
    "kind": "health",
    "slug": "protokol-kesehatan",
    "title": "Protokol Kesehatan 5M",
    "subtitle": "Demi kesehatan kita bersama, mohon patuhi saat berbelanja",
    "note": (
        "Keadaan darurat COVID-19 di Indonesia sudah berakhir sejak Juni 2023. Protokol ini kami simpan "
        "sebagai anjuran, dan kami pasang kembali bila ada wabah atau bila pemerintah memintanya."
    ),
    "items": [
        {
            "icon": "mask",
            "headline": "Memakai masker",
            "text": "Tutupi hidung, mulut, dan dagu selama di area toko.",
        },
        {
            "icon": "soap",
            "headline": "Mencuci tangan",
            "text": "Cuci tangan pakai sabun dengan air mengalir atau gunakan hand sanitizer sebelum masuk.",
        },
        {
            "icon": "distance",
            "headline": "Menjaga jarak",
            "text": "Jaga jarak minimal 1 meter saat antre dan memilih barang.",
        },
        {
            "icon": "crowd",
            "headline": "Menjauhi kerumunan",
            "text": "Maksimal 5 pembeli di dalam toko. Tunggu giliran di luar.",
        },
        {
            "icon": "house",
            "headline": "Mengurangi mobilitas",
            "text": "Pesan lewat situs, bayar nontunai, dan barang kami antar.",
        },
    ],
    "extra": (
        "Bila demam, batuk, atau sesak, belanjalah dari rumah.\nHindari menyentuh mata, hidung, dan "
        "mulut.\nBayar nontunai lewat transfer bank."
    ),
}

HOURS = {
    "kind": "hours",
    "slug": "jam-buka",
    "title": "Jam Buka",
    "subtitle": "Pesan lewat situs kapan saja, kami layani pada jam buka",
    "items": [
        {"icon": "basket", "headline": "Ambil pesanan", "text": "Sebutkan nomor pesanan Anda kepada petugas."},
        {"icon": "phone", "headline": "Ada pertanyaan?", "text": "Kirim pesan lewat WhatsApp. Nomornya di bawah ini."},
    ],
    "extra": "Barang kami antar pada pagi dan sore hari.",
}

HOLIDAYS = {
    "kind": "holiday",
    "slug": "hari-libur",
    "title": "Hari Libur",
    "subtitle": "Pada hari-hari ini toko tutup. Pesanan lewat situs kami layani pada hari buka berikutnya",
    "items": [
        {"icon": "phone", "headline": "Perlu mendesak?", "text": "Kirim pesan lewat WhatsApp. Nomornya di bawah ini."},
    ],
    "extra": "Libur lain yang ditetapkan pemerintah kami umumkan paling lambat sepekan sebelumnya.",
}

PRICES = {
    "kind": "prices",
    "slug": "daftar-harga",
    "title": "Daftar Harga",
    "subtitle": "Harga hari ini; yang terbaru selalu ada di situs",
    "products": [
        "amplang-ikan-tenggiri",
        "abon-kepiting-balikpapan",
        "keripik-pisang-kepok-original",
        "sambal-bawang-rumahan",
        "kopi-bubuk-robusta-kaltim",
        "telur-ayam-negeri-1-rak",
    ],
    "extra": "Pindai kodenya untuk melihat stok dan memesan.",
}

PROMOTION = {
    "kind": "promotion",
    "paper": "a5",
    "slug": "poster-promo",
    "title": "Sedang Promo",
    "promotion": "oleh-oleh-khas-balikpapan",
    "extra": "Selama persediaan ada. Harga dan syaratnya tertulis di situs.",
}

QRIS = {
    "kind": "qris",
    "paper": "a5",
    "slug": "bayar-qris",
    "title": "Bayar dengan QRIS",
    "subtitle": "Kode ini contoh dan tidak dapat dipakai membayar",
    "items": [
        {"icon": "phone", "headline": "Pindai kodenya", "text": "Dengan aplikasi bank atau dompet digital apa pun."},
        {"icon": "info", "headline": "Periksa nama", "text": "Pastikan yang tertulis nama toko kami."},
        {"icon": "basket", "headline": "Tunjukkan layar", "text": "Setelah berhasil, tunjukkan kepada petugas."},
    ],
    "photo": "qris-contoh.png",
}

NOTICES = [HEALTH, HOURS, HOLIDAYS, PRICES, PROMOTION, QRIS]
