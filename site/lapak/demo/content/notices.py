"""Notices of the demo shop. The five points of the health protocol follow the Ministry of Health's 5M campaign of 2021
(KMK HK.01.07/MENKES/382/2020 for public places); the emergency ended in June 2023, so it is one notice among others.
"""

HEALTH = {
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
    "slug": "jam-buka",
    "title": "Jam Buka",
    "subtitle": "Pesan lewat situs kapan saja, kami layani pada jam buka",
    "note": "",
    "items": [
        {"icon": "clock", "headline": "Senin–Sabtu", "text": "Pukul 08.00–20.00 WITA."},
        {"icon": "calendar", "headline": "Minggu", "text": "Pukul 09.00–15.00 WITA. Hari libur nasional tutup."},
        {"icon": "basket", "headline": "Ambil pesanan", "text": "Sebutkan nomor pesanan Anda kepada petugas."},
        {"icon": "phone", "headline": "Ada pertanyaan?", "text": "Kirim pesan lewat WhatsApp. Nomornya di bawah ini."},
    ],
    "extra": "Barang kami antar pada pagi dan sore hari.",
}

NOTICES = [HEALTH, HOURS]
