package org.saksi.app.form

/** A form with every kind of question and every appearance that this app has a field of its own for. */
object WidgetForm {
    private val survey = """
        type,name,label,appearance,parameters
        text,t_plain,Teks biasa,,
        text,t_multi,Teks panjang,multiline,rows=3
        text,t_num,Nomor rumah,numbers,
        text,t_url,Alamat web,url,
        text,t_mask,Kata rahasia,masked,
        integer,i_plain,Bilangan,,
        integer,i_sep,Rupiah,thousands-sep,
        integer,i_count,Hitungan,counter,
        integer,i_bear,Arah,bearing,
        decimal,d_plain,Pecahan,,
        barcode,b_code,Kode batang,,
        note,n_note,Catatan saja,,
        acknowledge,k_ack,Sudah paham?,,
        select_one yn,s_plain,Pilih biasa,,
        select_one yn,s_min,Pilih minimal,minimal,
        select_one yn,s_quick,Pilih cepat,quick,
        select_one five,s_likert,Pilih likert,likert,
        select_one five,s_cols,Pilih kolom,columns,
        select_one five,s_nob,Pilih tanpa tombol,no-buttons,
        select_one many,s_search,Pilih cari,search,
        select_multiple five,m_plain,Pilih beberapa,,
        select_multiple five,m_cols,Pilih tiga kolom,columns-3,
        select_multiple five,m_pack,Pilih rapat,columns-pack,
        rank five,r_rank,Urutkan,,
        range,g_plain,Geser,,start=0 end=10 step=2
        range,g_vert,Geser tegak,vertical no-ticks,start=0 end=10 step=1
        range,g_pick,Geser daftar,picker,start=1 end=5 step=1
        range,g_rate,Bintang,rating,start=1 end=5 step=1
        date,w_date,Tanggal biasa,,
        date,w_nocal,Tanggal ketik,no-calendar,
        date,w_month,Bulan saja,month-year,
        date,w_year,Tahun saja,year,
        time,w_time,Jam berapa,,
        dateTime,w_both,Tanggal dan jam,,
        geopoint,p_plain,Titik biasa,,
        geopoint,p_map,Titik di peta,placement-map,
        geotrace,p_line,Garis,,
        geoshape,p_area,Bidang,,
        audio,a_sound,Suara,,
        image,a_sign,Tanda tangan,signature,
        begin_group,grid,Tabel,field-list,
        select_one yn,x_head,Judul tabel,label,
        select_one yn,x_one,Baris satu,list-nolabel,
        select_one yn,x_two,Baris dua,list,
        end_group,,,,
        text,h_text,Kode rahasia,hidden-answer,
        geopoint,p_maps,Titik dengan peta,maps,
        geopoint,p_hide,Titik rahasia,hide-input,
        image,a_draw,Denah,draw,
        video,f_film,Film,,
        file,f_file,Surat,,
        select_multiple five,m_min,Beberapa dari daftar,minimal,
        range,g_dec,Geser pecahan,,start=0 end=2.5 step=0.5
        begin_group,table,Tabel panjang,table-list,
        select_one yn,y_one,Air bersih,,
        select_one yn,y_two,Jalan baik,,
        end_group,,,,
    """.trimIndent()

    private val choices = buildString {
        appendLine("list_name,name,label")
        appendLine("yn,yes,Ya")
        appendLine("yn,no,Bukan")
        (1..5).forEach { appendLine("five,c$it,Pilihan $it") }
        (1..15).forEach { appendLine("many,v$it,Desa nomor $it") }
    }

    val source: ByteArray =
        "$survey\n\u0000$choices\u0000form_title,form_id,version\nSemua isian,W1,1\n".encodeToByteArray()

    /** What an XLSForm has no type for. */
    val xform: ByteArray = """
        <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Isian XForm</h:title><model>
          <instance><data id="W3" version="1"><y_fence/><l_long/></data></instance>
          <bind nodeset="/data/y_fence" type="boolean"/><bind nodeset="/data/l_long" type="long"/>
        </model></h:head><h:body>
          <input ref="/data/y_fence"><label>Ada pagar?</label></input>
          <input ref="/data/l_long"><label>Bilangan panjang</label></input>
        </h:body></h:html>
    """.trimIndent().encodeToByteArray()

    private val rows = survey.lines().drop(1).map { it.split(',') }

    /** What the forms ask, by name: questions alone. */
    val names = rows.filter { it[0] !in listOf("begin_group", "end_group", "note") }.map { it[1] } + listOf("y_fence", "l_long")

    /** Their types and appearances, as they are written. */
    val types = rows.map { it[0].substringBefore(' ').lowercase() }.toSet() + setOf("boolean", "long")
    val appearances = rows.flatMap { it[3].split(' ') }.filter { it.isNotEmpty() }.toSet()
}
